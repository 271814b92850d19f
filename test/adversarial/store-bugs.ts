import type { DynamoDb, DynamoDbAnswer, DynamoDbRequest } from '../../shared/dynamodb.ts';

/** Bugs that the tests put between the code and its table. None is the product's. */

/** Remembers what an organization looked like, for as long as is said. */
export function cachedOrganization(milliseconds: number): (dynamodb: DynamoDb) => DynamoDb {
  const remembered = new Map<string, { until: number; answer: Promise<DynamoDbAnswer> }>();
  return (dynamodb) => async (request) => {
    if (request.operation === 'UpdateItem' || request.operation === 'PutItem') return await dynamodb(request);
    const key = JSON.stringify(request);
    const known = remembered.get(key);
    if (known !== undefined && Date.now() < known.until) return await known.answer;
    const answer = dynamodb(request);
    remembered.set(key, { until: Date.now() + milliseconds, answer });
    return await answer;
  };
}

/** Sends writes without what they demand. */
export const withoutConditions =
  (dynamodb: DynamoDb): DynamoDb =>
  (request) => {
    if (request.operation !== 'UpdateItem') return dynamodb(request);
    const { ConditionExpression: _, ExpressionAttributeNames: names = {}, ...input } = request.input;
    const used = Object.entries(names).filter(([name]) =>
      new RegExp(`${name}\\b`).test(input.UpdateExpression),
    );
    const sent: DynamoDbRequest = {
      operation: 'UpdateItem',
      input: { ...input, ExpressionAttributeNames: Object.fromEntries(used) },
    };
    return dynamodb(sent);
  };
