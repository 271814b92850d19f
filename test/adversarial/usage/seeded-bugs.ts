import type { UpdateItem } from '../../../shared/dynamodb.ts';
import type { StoreBug } from '../harness/harness.ts';

const isCount = ({ input }: UpdateItem): boolean => input.Key.partitionKey.startsWith('USAGE#');

/** Counts by reading and writing back, instead of adding. */
export const countingWithoutAdding: StoreBug = (dynamodb) => async (request, budget) => {
  if (request.operation !== 'UpdateItem' || !isCount(request)) return await dynamodb(request, budget);
  const { Key, TableName, ExpressionAttributeNames: names = {}, ExpressionAttributeValues } = request.input;
  const { Item: item = {} } = await dynamodb(
    { operation: 'GetItem', input: { TableName, Key, ConsistentRead: true } },
    budget,
  );
  const { '#counter': counter = '' } = names;
  const { ':one': one, ':minusOne': minusOne } = ExpressionAttributeValues ?? {};
  const input = {
    TableName,
    Key,
    UpdateExpression: 'SET #counter = :count',
    ExpressionAttributeNames: { '#counter': counter },
    ExpressionAttributeValues: { ':count': Number(item[counter] ?? 0) + Number(one ?? minusOne) },
    ReturnValues: 'NONE',
  } as const;
  return await dynamodb({ operation: 'UpdateItem', input }, budget);
};

/** Takes nothing back. */
export const keepingUsedUrls: StoreBug = (dynamodb) => async (request, budget) => {
  const isTakingBack =
    request.operation === 'UpdateItem' &&
    request.input.ExpressionAttributeValues?.[':minusOne'] !== undefined;
  return isTakingBack ? {} : await dynamodb(request, budget);
};
