import {
  type DynamoDb,
  type DynamoDbAnswer,
  type DynamoDbRequest,
  TableUnavailableError,
} from '../../../shared/dynamodb.ts';

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

/** Takes a revoked secret away in two steps. */
export const revokingInTwoSteps =
  (dynamodb: DynamoDb): DynamoDb =>
  async (request, budget) => {
    if (
      request.operation !== 'UpdateItem' ||
      !request.input.UpdateExpression.startsWith('REMOVE #secrets.#id')
    )
      return await dynamodb(request, budget);
    const { '#keys': keys = '', '#id': id = '', ...names } = request.input.ExpressionAttributeNames ?? {};
    const first = {
      ...request.input,
      UpdateExpression: 'REMOVE #secrets.#id SET #deletions.#id = :deletion',
      ExpressionAttributeNames: { ...names, '#id': id },
    };
    const { TableName, Key, ReturnValues } = request.input;
    const second = {
      TableName,
      Key,
      ReturnValues,
      UpdateExpression: 'REMOVE #keys.#id',
      ExpressionAttributeNames: { '#keys': keys, '#id': id },
    };
    const answer = await dynamodb({ operation: 'UpdateItem', input: first }, budget);
    await dynamodb({ operation: 'UpdateItem', input: second }, budget);
    return answer;
  };

/** Once a table has failed, asks it no more. */
export function stuckOpenBreaker(dynamodb: DynamoDb): DynamoDb {
  let failed = false;
  return async (request, budget) => {
    if (failed) throw new TableUnavailableError('it failed before');
    try {
      return await dynamodb(request, budget);
    } catch (error) {
      failed ||= error instanceof TableUnavailableError;
      throw error;
    }
  };
}

/** Reads what may be a second old. */
export const readingLazily =
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
