import { isoTime } from '../clock.ts';
import { type DynamoDb, type TableAccess, TableUnavailableError, type UpdateItem } from '../dynamodb.ts';
import { defaultSettings, organizationPrimaryKey } from './organization.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from './read-organization-without-keys.ts';
import { clockDifferenceMs } from './sessions-valid-from.ts';

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
      'secrets',
      'deletions',
      'sessionsValidFrom',
      'keys',
    ],
  },
  ...readOrganizationWithoutKeysAccess,
];

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
  const sessionsValidFrom = isoTime(embedEnabled ? now : now + clockDifferenceMs);
  await dynamodb(putOrganizationRequest(organizationId, embedEnabled, sessionsValidFrom));
  // The update returns nothing, because what it wrote includes keys: so another response could pass for its own.
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization?.embedEnabled !== embedEnabled) {
    throw new TableUnavailableError('the organization was not changed');
  }
}

/** @param sessionsValidFrom ISO time; set when Embed goes off, so that no older session is active once it is on again */
const putOrganizationRequest = (
  organizationId: string,
  embedEnabled: boolean,
  sessionsValidFrom: string,
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: [
      'SET #embedEnabled = :embedEnabled',
      '#settings = if_not_exists(#settings, :settings)',
      '#secrets = if_not_exists(#secrets, :secrets)',
      '#keys = if_not_exists(#keys, :keys)',
      '#deletions = if_not_exists(#deletions, :deletions)',
      `#sessionsValidFrom = ${
        embedEnabled ? 'if_not_exists(#sessionsValidFrom, :sessionsValidFrom)' : ':sessionsValidFrom'
      }`,
    ].join(', '),
    ExpressionAttributeNames: {
      '#embedEnabled': 'embedEnabled',
      '#settings': 'settings',
      '#secrets': 'secrets',
      '#keys': 'keys',
      '#deletions': 'deletions',
      '#sessionsValidFrom': 'sessionsValidFrom',
    },
    ExpressionAttributeValues: {
      ':embedEnabled': embedEnabled,
      ':settings': defaultSettings,
      // A value for each, though all are empty: ministack, on which test:deployed runs, makes one used more than
      // once a single map that all share.
      ':secrets': {},
      ':keys': {},
      ':deletions': {},
      ':sessionsValidFrom': sessionsValidFrom,
    },
    ReturnValues: 'NONE',
  },
});
