import { ConditionFailedError, type DynamoDb, type Item, type PrimaryKey } from '../../../shared/dynamodb.ts';

/**
 * The tables as the edge sees them, frozen: reads always return the same, every session can be started, and every pending one
 * redeemed. So a million requests meet the same state, and only the requests differ.
 */
export function frozenTable(items: readonly (Item & { partitionKey: string })[]): DynamoDb {
  const byKey = new Map(items.map((item) => [item.partitionKey, item]));
  const at = ({ partitionKey }: PrimaryKey): Item[] => {
    const item = byKey.get(partitionKey);
    return item === undefined ? [] : [item];
  };
  return async (request) => {
    switch (request.operation) {
      case 'GetItem': {
        const [item] = at(request.input.Key);
        return item === undefined ? {} : { Item: item };
      }
      case 'BatchGetItem':
        return {
          Responses: Object.fromEntries(
            Object.entries(request.input.RequestItems).map(([table, { Keys }]) => [table, Keys.flatMap(at)]),
          ),
        };
      case 'UpdateItem': {
        const { Key: key, ConditionExpression: condition = '' } = request.input;
        const [item] = at(key);
        if (item === undefined && condition.includes(':pending')) throw new ConditionFailedError();
        const values = Object.entries(request.input.ExpressionAttributeValues ?? {});
        const attributes = {
          ...item,
          ...key,
          ...Object.fromEntries(values.map(([name, value]) => [name.slice(1), value])),
        };
        // The first sessions are enough for testing cookies; a million would fill the memory.
        if (byKey.size < 100) byKey.set(key.partitionKey, attributes);
        return { Attributes: attributes };
      }
      case 'PutItem':
      case 'DeleteItem':
      case 'Query':
        throw new TypeError('the edge puts and deletes nothing, and does not query');
    }
  };
}
