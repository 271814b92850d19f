import { type DynamoDb, type Item, type PrimaryKey, TableUnavailableError } from '../dynamodb.ts';
import { sessionIndex } from '../tables.ts';
import { primaryKeyOf, type SearchBudget } from './viewer-items.ts';

/** How many items one query reads. */
const itemsPerQuery = 250;

/**
 * Deletes the items in a partition of the session index, within a budget.
 *
 * @param options.besides keys of further items to delete before an item
 * @returns whether the partition was read to its end
 */
export async function deleteIndexedItems(
  dynamodb: DynamoDb,
  {
    partition,
    budget,
    besides = () => [],
  }: { partition: string; budget: SearchBudget; besides?: (item: Item) => readonly PrimaryKey[] },
): Promise<boolean> {
  let start: Item | undefined;
  while (budget.queries > 0 && budget.items > 0) {
    budget.queries--;
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb({
      operation: 'Query',
      input: {
        TableName: 'EmbedSessions',
        IndexName: sessionIndex.name,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': sessionIndex.partitionKey },
        ExpressionAttributeValues: { ':partition': partition },
        ScanIndexForward: false,
        Limit: itemsPerQuery,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      },
    });
    if (items.some((item) => item[sessionIndex.partitionKey] !== partition)) {
      throw new TableUnavailableError('the response belongs to another organization');
    }
    budget.items -= items.length;
    await deleteItems(dynamodb, items.flatMap(besides));
    await deleteItems(dynamodb, items.map(primaryKeyOf));
    if (last === undefined) return true;
    start = last;
  }
  return false;
}

/** Deletes items of `EmbedSessions`. */
export async function deleteItems(dynamodb: DynamoDb, keys: readonly PrimaryKey[]): Promise<void> {
  await Promise.all(
    keys.map((Key) =>
      dynamodb({
        operation: 'DeleteItem',
        input: { TableName: 'EmbedSessions', Key, ReturnValues: 'NONE' },
      }),
    ),
  );
}
