import { type DynamoDb, type Item, type PrimaryKey, TableUnavailableError } from '../dynamodb.ts';
import { sessionIndex } from '../tables.ts';

/** Where a search in a partition of the session index goes on: the item after which it starts. */
export type IndexPosition = { partitionKey: string; createdAt: string };

/** How many items one query reads, and after how many found ones a search stops. */
const itemsPerQuery = 250;
const maxQueries = 20;

/** A search that several partitions share: how much of what one request may do is left. */
export type SearchBudget = { queries: number; items: number };

export const searchBudget = (): SearchBudget => ({ queries: maxQueries, items: itemsPerQuery });

/**
 * Finds the items of one viewer in a partition of the session index, newest first, within a budget. Only the index knows
 * whose an item is, and it has no key by viewer: so the whole partition is read, part by part.
 *
 * @param options.partition an organization's id, or what `recentUsePartition` returns
 * @param options.createdAfter ISO time
 * @returns the position after which to go on, if the partition isn't read to its end
 */
export async function findViewerItems(
  dynamodb: DynamoDb,
  {
    partition,
    externalId,
    createdAfter,
    after,
    budget,
  }: {
    partition: string;
    externalId: string;
    createdAfter: string;
    after: IndexPosition | undefined;
    budget: SearchBudget;
  },
): Promise<{ items: Item[]; next?: IndexPosition }> {
  const found: Item[] = [];
  let start = after;
  while (budget.queries > 0 && budget.items > 0) {
    budget.queries--;
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb({
      operation: 'Query',
      input: {
        TableName: 'EmbedSessions',
        IndexName: sessionIndex.name,
        KeyConditionExpression: '#partition = :partition AND #createdAt > :createdAfter',
        FilterExpression: '#externalId = :externalId',
        ExpressionAttributeNames: {
          '#partition': sessionIndex.partitionKey,
          '#createdAt': sessionIndex.sortKey,
          '#externalId': 'externalId',
        },
        ExpressionAttributeValues: {
          ':partition': partition,
          ':createdAfter': createdAfter,
          ':externalId': externalId,
        },
        ScanIndexForward: false,
        Limit: itemsPerQuery,
        ...(start === undefined
          ? {}
          : { ExclusiveStartKey: { ...start, [sessionIndex.partitionKey]: partition } }),
      },
    });
    if (
      items.some((item) => item[sessionIndex.partitionKey] !== partition || item.externalId !== externalId)
    ) {
      throw new TableUnavailableError('the response belongs to another viewer');
    }
    found.push(...items);
    budget.items -= items.length;
    if (last === undefined) return { items: found };
    start = { partitionKey: String(last.partitionKey), createdAt: String(last.createdAt) };
  }
  return start === undefined ? { items: found } : { items: found, next: start };
}

/** The primary key of an item that was found in the index. */
export const primaryKeyOf = ({ partitionKey }: Item): PrimaryKey => ({ partitionKey: String(partitionKey) });
