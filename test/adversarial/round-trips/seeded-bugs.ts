import type { DynamoDb } from '../../../shared/dynamodb.ts';

/** Reads with eventual consistency. */
export const readingEventually =
  (dynamodb: DynamoDb): DynamoDb =>
  (request, budget) => {
    if (request.operation !== 'GetItem') return dynamodb(request, budget);
    const input = { ...request.input, ConsistentRead: false } as unknown as typeof request.input;
    return dynamodb({ operation: 'GetItem', input }, budget);
  };

/** Reads everything twice. */
export const readingTwice =
  (dynamodb: DynamoDb): DynamoDb =>
  async (request, budget) => {
    if (request.operation !== 'UpdateItem') await dynamodb(request, budget);
    return await dynamodb(request, budget);
  };
