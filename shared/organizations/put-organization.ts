import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, type TableAccess, TableUnavailableError } from '../dynamodb.ts';
import { organizationPrimaryKey } from './organization.ts';
import { emptyMaps } from './organization-maps.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from './read-organization-without-keys.ts';
import { nextSessionsValidFrom } from './sessions-valid-from.ts';

const maps = ['secrets', 'lifecycle', 'keys', 'disabledKeys', 'retiredKeys', 'deletions'] as const;
/** A value for each map: an emulator stores one that is used twice as one shared object. */
const { clauses, names, values } = emptyMaps(maps);

export const putOrganizationAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'embedEnabled', 'settings', 'sessionsValidFrom', ...maps],
  },
  ...readOrganizationWithoutKeysAccess,
];

const maxAttempts = 3;

/**
 * Creates an organization, or turns Embed on or off; keeps its secrets and settings. Turning it off ends all
 * sessions.
 *
 * @param options.now epoch milliseconds
 */
export async function putOrganization(
  dynamodb: DynamoDb,
  organizationId: string,
  { embedEnabled, now }: { embedEnabled: boolean; now: number },
): Promise<void> {
  if (embedEnabled) await turnOn(dynamodb, organizationId, now);
  else await turnOff(dynamodb, organizationId, now);
}

async function turnOn(dynamodb: DynamoDb, organizationId: string, now: number): Promise<void> {
  await dynamodb(turnOnRequest(organizationId, isoTime(now)));
  // The update returns nothing, because what it wrote includes keys: so another response could pass for its own.
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization?.embedEnabled !== true)
    throw new TableUnavailableError('the organization was not changed');
}

async function turnOff(dynamodb: DynamoDb, organizationId: string, now: number): Promise<void> {
  let organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const sessionsValidFrom = nextSessionsValidFrom(organization?.sessionsValidFrom, now);
    await conditionalWrite(dynamodb, turnOffRequest(organizationId, sessionsValidFrom));
    organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
    // Whether this call or another one turned it off: every session created before this call is ended.
    if (organization?.embedEnabled === false && organization.sessionsValidFrom >= sessionsValidFrom) return;
  }
  throw new TableUnavailableError('the organization was not changed');
}

const turnOnRequest = (organizationId: string, sessionsValidFrom: string) =>
  putRequest(organizationId, {
    embedEnabled: true,
    sessionsValidFrom,
    validFromClause: 'if_not_exists(#sessionsValidFrom, :sessionsValidFrom)',
  });

const turnOffRequest = (organizationId: string, sessionsValidFrom: string) =>
  putRequest(organizationId, {
    embedEnabled: false,
    sessionsValidFrom,
    validFromClause: ':sessionsValidFrom',
    condition: 'attribute_not_exists(#sessionsValidFrom) OR #sessionsValidFrom < :sessionsValidFrom',
  });

const putRequest = (
  organizationId: string,
  {
    embedEnabled,
    sessionsValidFrom,
    validFromClause,
    condition,
  }: { embedEnabled: boolean; sessionsValidFrom: string; validFromClause: string; condition?: string },
) =>
  ({
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: organizationPrimaryKey(organizationId),
      UpdateExpression: [
        'SET #embedEnabled = :embedEnabled',
        '#settings = if_not_exists(#settings, :settings)',
        ...clauses,
        `#sessionsValidFrom = ${validFromClause}`,
      ].join(', '),
      ...(condition === undefined ? {} : { ConditionExpression: condition }),
      ExpressionAttributeNames: {
        '#embedEnabled': 'embedEnabled',
        '#settings': 'settings',
        '#sessionsValidFrom': 'sessionsValidFrom',
        ...names,
      },
      ExpressionAttributeValues: {
        ':embedEnabled': embedEnabled,
        ':settings': {},
        ':sessionsValidFrom': sessionsValidFrom,
        ...values,
      },
      ReturnValues: 'NONE',
    },
  }) as const;
