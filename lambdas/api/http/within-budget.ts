import { type DynamoDb, type DynamoDbResponse, TableUnavailableError } from '../../../shared/dynamodb.ts';

/**
 * DynamoDB until a request's time is over: then nothing more is sent, and what is under way counts as without
 * response. An operation sends up to five requests, each with attempts and waits of its own, and the SDK's
 * timeouts end with a response's headers: only one limit over all of it gets the caller a response in time.
 */
export const withinBudget =
  (dynamodb: DynamoDb, budget: AbortSignal): DynamoDb =>
  async (request) => {
    const { promise, resolve, reject } = Promise.withResolvers<DynamoDbResponse>();
    const expire = () => reject(new TableUnavailableError('the time of the request is over'));
    if (budget.aborted) expire();
    else dynamodb(request, budget).then(resolve, reject);
    budget.addEventListener('abort', expire, { once: true });
    try {
      return await promise;
    } finally {
      budget.removeEventListener('abort', expire);
    }
  };
