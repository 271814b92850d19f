import type { DynamoDbRequest, DynamoDbResponse } from '../../../shared/dynamodb.ts';
import type { StoreBug } from '../harness/harness.ts';

/** Remembers whose a host is for good. */
export function rememberingHosts(): StoreBug {
  const remembered = new Map<string, DynamoDbResponse>();
  return (dynamodb) => async (request, budget) => {
    if (request.operation !== 'GetItem' || request.input.Key.sortKey !== 'HOST')
      return dynamodb(request, budget);
    const key = request.input.Key.partitionKey;
    const response = remembered.get(key) ?? (await dynamodb(request, budget));
    if (response.Item?.organizationId !== undefined) remembered.set(key, response);
    return response;
  };
}

/** Gives a host to anyone who claims it. */
export const givingAway: StoreBug = changingClaims(
  (condition) => `attribute_exists(#organizationId) OR ${condition}`,
);

/** Forgets who waits for a released host. */
export const forgettingHolds: StoreBug = changingClaims((condition) =>
  condition.replace('#releasedAt <= :heldSince', ':heldSince <> #releasedAt'),
);

/** Counts the time for which a host is held from the last of several releases. */
export const releasingAgain: StoreBug = (dynamodb) => (request, budget) => {
  if (request.operation !== 'UpdateItem' || !isRelease(request)) return dynamodb(request, budget);
  const input = { ...request.input, ConditionExpression: 'attribute_exists(partitionKey)' };
  const UpdateExpression =
    'SET #releasedAt = :releasedAt, #releasedBy = :releasedBy, #releasedFrom = if_not_exists(#organizationId, :releasedBy) REMOVE #organizationId';
  return dynamodb({ operation: 'UpdateItem', input: { ...input, UpdateExpression } }, budget);
};

const isRelease = (request: DynamoDbRequest): boolean =>
  request.operation === 'UpdateItem' &&
  request.input.ExpressionAttributeValues?.[':releasedAt'] !== undefined;

function changingClaims(change: (condition: string) => string): StoreBug {
  return (dynamodb) => (request, budget) => {
    if (
      request.operation !== 'UpdateItem' ||
      request.input.ExpressionAttributeValues?.[':claimedAt'] === undefined
    )
      return dynamodb(request, budget);
    const ConditionExpression = change(request.input.ConditionExpression ?? '');
    return dynamodb({ operation: 'UpdateItem', input: { ...request.input, ConditionExpression } }, budget);
  };
}
