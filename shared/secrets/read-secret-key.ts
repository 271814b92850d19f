import { type DynamoDb, getItem, type TableAccess } from '../dynamodb.ts';
import { organizationPrimaryKey } from '../organizations/organization.ts';
import { allKeysOf } from './read-secret-keys.ts';

export const readSecretKeyAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'keys', 'disabledKeys', 'retiredKeys'],
  },
];

/**
 * Reads the key of one secret and nothing else, even if it is disabled or retired. `undefined` if there is no
 * secret with this id.
 */
export async function readSecretKey(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
): Promise<string | undefined> {
  const item = await getItem(dynamodb, {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    ConsistentRead: true,
    ProjectionExpression: '#partitionKey, #sortKey, #keys.#id, #disabledKeys.#id, #retiredKeys.#id',
    ExpressionAttributeNames: {
      '#partitionKey': 'partitionKey',
      '#sortKey': 'sortKey',
      '#keys': 'keys',
      '#disabledKeys': 'disabledKeys',
      '#retiredKeys': 'retiredKeys',
      '#id': secretId,
    },
  });
  return allKeysOf(item ?? {})[secretId];
}
