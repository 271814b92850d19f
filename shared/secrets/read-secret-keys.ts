import { type DynamoDb, getItem, type TableAccess } from '../dynamodb.ts';
import { organizationPrimaryKey } from '../organizations/organization.ts';

const attributes = ['partitionKey', 'sortKey', 'keys'] as const;

export const readSecretKeysAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'ORG#',
    attributes,
  },
];

/** Reads the keys of all secrets and nothing else: secret id → secret key. For finding out which one signed a URL. */
export async function readSecretKeys(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<Readonly<Record<string, string>>> {
  const item = await getItem(dynamodb, {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    ConsistentRead: true,
    ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
  });
  return (item?.keys ?? {}) as Record<string, string>;
}
