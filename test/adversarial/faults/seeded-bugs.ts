import { type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import type { ViewerHandler } from '../../support/edge.ts';

/** Forwards the request to the origin when it can't be verified. */
export function failingOpen(handle: ViewerHandler): ViewerHandler {
  return async (event) => {
    const response = await handle(event);
    const failed = response && 'status' in response && response.status === '503';
    return failed ? event.Records[0]?.cf.request : response;
  };
}

/** Accepts any organization's item as the one that was requested. */
export function ignoringKeyMismatch(dynamodb: DynamoDb): DynamoDb {
  return async (request, budget) => {
    const response = await dynamodb(request, budget);
    if (request.operation !== 'GetItem' || response.Item === undefined) return response;
    return { Item: { ...response.Item, ...request.input.Key } };
  };
}

/** Deletes a secret with two updates: first the record, then the key. */
export const revokingInTwoSteps =
  (dynamodb: DynamoDb): DynamoDb =>
  async (request, budget) => {
    if (
      request.operation !== 'UpdateItem' ||
      !request.input.UpdateExpression.startsWith('REMOVE #secrets.#id')
    )
      return await dynamodb(request, budget);
    const { '#keys': keys = '', '#id': id = '' } = request.input.ExpressionAttributeNames ?? {};
    const first = {
      ...request.input,
      UpdateExpression: request.input.UpdateExpression.replace(', #keys.#id', ''),
    };
    const { TableName, Key, ReturnValues } = request.input;
    const second = {
      TableName,
      Key,
      ReturnValues,
      UpdateExpression: 'REMOVE #keys.#id',
      ExpressionAttributeNames: { '#keys': keys, '#id': id },
    };
    const response = await dynamodb({ operation: 'UpdateItem', input: first }, budget);
    await dynamodb({ operation: 'UpdateItem', input: second }, budget);
    return response;
  };

/** Stops reading the table after its first failure. */
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
