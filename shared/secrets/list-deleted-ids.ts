import { type DynamoDb, type TableAccess, TableUnavailableError } from '../dynamodb.ts';
import { deletionPrimaryKey } from './deletion.ts';

export const listDeletedIdsAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'Query',
    partition: 'DELETED#',
  },
];

/** More than any organization has deleted, at a page of 1,000. */
const maxQueries = 10;

/**
 * The ids of an organization's deleted secrets, strongly consistent.
 *
 * @param since only those that were deleted at or after this ISO time. Default: all
 */
export async function listDeletedIds(
  dynamodb: DynamoDb,
  organizationId: string,
  since = '0',
): Promise<string[]> {
  const { partitionKey } = deletionPrimaryKey(organizationId, '');
  const ids: string[] = [];
  let after: string | undefined;
  for (let queries = 0; queries < maxQueries; queries++) {
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb({
      operation: 'Query',
      input: {
        TableName: 'EmbedSecrets',
        ConsistentRead: true,
        KeyConditionExpression: '#partitionKey = :partitionKey',
        FilterExpression: '#deletedAt >= :since',
        ExpressionAttributeNames: { '#partitionKey': 'partitionKey', '#deletedAt': 'deletedAt' },
        ExpressionAttributeValues: { ':partitionKey': partitionKey, ':since': since },
        ScanIndexForward: false,
        Limit: 1000,
        ...(after === undefined ? {} : { ExclusiveStartKey: { partitionKey, sortKey: after } }),
      },
    });
    if (items.some((item) => item.partitionKey !== partitionKey)) {
      throw new TableUnavailableError('the response belongs to another organization');
    }
    ids.push(...items.map(({ sortKey }) => String(sortKey)));
    if (last === undefined) return ids;
    after = String(last.sortKey);
  }
  throw new TableUnavailableError('the organization has deleted too many secrets to list');
}
