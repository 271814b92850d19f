import type { DynamoDbRequest } from '../../../shared/dynamodb.ts';
import type { StoreBug } from '../harness/harness.ts';

/** Writes without a condition. */
export const withoutConditions: StoreBug = (dynamodb) => (request) => {
  if (request.operation !== 'UpdateItem') return dynamodb(request);
  const {
    ConditionExpression: _,
    ExpressionAttributeNames: names = {},
    ExpressionAttributeValues: values = {},
    ...input
  } = request.input;
  const isUsed = ([name]: [string, unknown]) => new RegExp(`${name}\\b`).test(input.UpdateExpression);
  const sent: DynamoDbRequest = {
    operation: 'UpdateItem',
    input: {
      ...input,
      ExpressionAttributeNames: Object.fromEntries(Object.entries(names).filter(isUsed)),
      ExpressionAttributeValues: Object.fromEntries(Object.entries(values).filter(isUsed)),
    },
  };
  return dynamodb(sent);
};

/** Loses the attempt ID, which identifies whose session it is. */
export const losingAttemptIds: StoreBug = (dynamodb) => async (request) => {
  const response = await dynamodb(request);
  return request.operation === 'GetItem' && response.Item?.attemptId !== undefined
    ? { Item: { ...response.Item, attemptId: 'unknown' } }
    : response;
};
