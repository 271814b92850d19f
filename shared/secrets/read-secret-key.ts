import { type DynamoDb, getItem, type TableAccess } from '../dynamodb.ts';
import { organizationPrimaryKey } from '../organizations/organization.ts';

export const readSecretKeyAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'keys'],
  },
];

/** Reads the key of one secret and nothing else. `undefined` if there is no secret with this id. */
export async function readSecretKey(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
): Promise<string | undefined> {
  const item = await getItem(dynamodb, {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    ConsistentRead: true,
    ProjectionExpression: '#partitionKey, #sortKey, #keys.#id',
    ExpressionAttributeNames: {
      '#partitionKey': 'partitionKey',
      '#sortKey': 'sortKey',
      '#keys': 'keys',
      '#id': secretId,
    },
  });
  return (item?.keys as Record<string, string> | undefined)?.[secretId];
}
