import type { DynamoDb, Query, TableAccess } from '../dynamodb.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { type Deletion, deletionPrimaryKey, toDeletion } from './deletion.ts';

export const listRecentDeletionsAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'Query',
    partition: 'DELETED#',
  },
];

/** The three most recent deletions among those of the 100 newest secrets, newest first. */
export async function listRecentDeletions(
  dynamodb: DynamoDb,
  organizationId: string,
  { deletions }: OrganizationWithoutKeys,
): Promise<Deletion[]> {
  const { Items: items = [] } = await dynamodb(deletionsRequest(organizationId, 100));
  const recorded = items.map((item) => toDeletion(String(item.sortKey), item));
  const pending = Object.entries(deletions).map(([id, deletion]) => toDeletion(id, deletion));
  return [...recorded, ...pending]
    .sort((one, other) => (one.deletedAt < other.deletedAt ? 1 : -1))
    .slice(0, 3);
}

/** The deletions of an organization, those of the newest secrets first. */
const deletionsRequest = (organizationId: string, limit: number): Query => ({
  operation: 'Query',
  input: {
    TableName: 'EmbedSecrets',
    ConsistentRead: true,
    KeyConditionExpression: '#partitionKey = :partitionKey',
    ExpressionAttributeNames: { '#partitionKey': 'partitionKey' },
    ExpressionAttributeValues: { ':partitionKey': deletionPrimaryKey(organizationId, '').partitionKey },
    ScanIndexForward: false,
    Limit: limit,
  },
});
