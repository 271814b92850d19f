import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, type TableAccess, TableUnavailableError } from '../dynamodb.ts';
import { organizationPrimaryKey } from './organization.ts';
import { emptyMaps } from './organization-maps.ts';
import { readOrganizationAttributes } from './read-organization-attributes.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from './read-organization-without-keys.ts';
import { nextSessionsValidFrom } from './sessions-valid-from.ts';

const maps = ['secrets', 'lifecycle', 'keys', 'disabledKeys', 'retiredKeys', 'deletions'] as const;
/** A value for each map: an emulator stores one that is used twice as one shared object. */
const { clauses, names, values } = emptyMaps(maps);
const state = [
  'partitionKey',
  'sortKey',
  'embedEnabled',
  'sessionsValidFrom',
  'deletionStartedAt',
  'deletedAt',
] as const;

export const putOrganizationAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: [
      'partitionKey',
      'sortKey',
      'embedEnabled',
      'settings',
      'sessionsValidFrom',
      'deletionStartedAt',
      'deletedAt',
      ...maps,
    ],
  },
  { table: 'EmbedSecrets', action: 'GetItem', partition: 'ORG#', attributes: state },
  ...readOrganizationWithoutKeysAccess,
];

const maxAttempts = 3;

const notBeingDeleted = '(attribute_not_exists(#deletionStartedAt) OR attribute_exists(#deletedAt))';

/**
 * Creates an organization, or turns Embed on or off; keeps its secrets and settings. Turning it off ends all
 * sessions. An organization that was deleted is created anew.
 *
 * @param options.now epoch milliseconds
 * @returns `false` if the organization is being deleted: nothing is changed
 */
export async function putOrganization(
  dynamodb: DynamoDb,
  organizationId: string,
  { embedEnabled, now }: { embedEnabled: boolean; now: number },
): Promise<boolean> {
  return await (embedEnabled ? turnOn : turnOff)(dynamodb, organizationId, now);
}

async function turnOn(dynamodb: DynamoDb, organizationId: string, now: number): Promise<boolean> {
  const isWritten = await conditionalWrite(dynamodb, turnOnRequest(organizationId, isoTime(now)));
  if (!isWritten) return false;
  // The update returns nothing, because what it wrote includes keys: so another response could pass for its own.
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization?.embedEnabled !== true)
    throw new TableUnavailableError('the organization was not changed');
  return true;
}

async function turnOff(dynamodb: DynamoDb, organizationId: string, now: number): Promise<boolean> {
  let organization = await readState(dynamodb, organizationId);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    if (organization.isBeingDeleted) return false;
    const sessionsValidFrom = nextSessionsValidFrom(organization.sessionsValidFrom, now);
    await conditionalWrite(dynamodb, turnOffRequest(organizationId, sessionsValidFrom));
    organization = await readState(dynamodb, organizationId);
    // Whether this call or another one turned it off: every session created before this call is ended.
    const validFrom = organization.sessionsValidFrom ?? '';
    if (organization.isOff && validFrom >= sessionsValidFrom) return true;
  }
  throw new TableUnavailableError('the organization was not changed');
}

/** Also of an organization that is being deleted, or was: its `sessionsValidFrom` never moves back. */
async function readState(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<{ isOff: boolean; isBeingDeleted: boolean; sessionsValidFrom: string | undefined }> {
  const item = (await readOrganizationAttributes(dynamodb, organizationId, state)) ?? {};
  const { embedEnabled, sessionsValidFrom, deletionStartedAt, deletedAt } = item;
  return {
    isOff: embedEnabled === false && deletionStartedAt === undefined,
    isBeingDeleted: deletionStartedAt !== undefined && deletedAt === undefined,
    sessionsValidFrom: sessionsValidFrom === undefined ? undefined : String(sessionsValidFrom),
  };
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
    condition: '(attribute_not_exists(#sessionsValidFrom) OR #sessionsValidFrom < :sessionsValidFrom)',
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
        `#sessionsValidFrom = ${validFromClause} REMOVE #deletionStartedAt, #deletedAt`,
      ].join(', '),
      ConditionExpression: condition === undefined ? notBeingDeleted : `${condition} AND ${notBeingDeleted}`,
      ExpressionAttributeNames: {
        '#embedEnabled': 'embedEnabled',
        '#settings': 'settings',
        '#sessionsValidFrom': 'sessionsValidFrom',
        '#deletionStartedAt': 'deletionStartedAt',
        '#deletedAt': 'deletedAt',
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
