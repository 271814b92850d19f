import type { Access, BatchGetItem, Key, UpdateItem } from '../dynamodb.ts';

/** How many v0 URLs made a session on one day, UTC. */
const countKey = (organizationId: string, date: string): Key => ({
  partitionKey: `V0#${organizationId}#${date}`,
});

export const countV0Logins: Access = { table: 'EmbedSessions', action: 'UpdateItem', partition: 'V0#' };

/** @param purgeAt epoch seconds */
export const countV0LoginRequest = (organizationId: string, date: string, purgeAt: number): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSessions',
    Key: countKey(organizationId, date),
    UpdateExpression: 'SET #date = :date, #purgeAt = :purgeAt ADD #count :one',
    ExpressionAttributeNames: { '#date': 'date', '#purgeAt': 'purgeAt', '#count': 'count' },
    ExpressionAttributeValues: { ':date': date, ':purgeAt': purgeAt, ':one': 1 },
    ReturnValues: 'NONE',
  },
});

export const readV0Logins: Access = { table: 'EmbedSessions', action: 'BatchGetItem', partition: 'V0#' };

/** @param dates at most 100 */
export const v0LoginsRequest = (organizationId: string, dates: readonly string[]): BatchGetItem => ({
  operation: 'BatchGetItem',
  input: {
    RequestItems: {
      EmbedSessions: { Keys: dates.map((date) => countKey(organizationId, date)), ConsistentRead: true },
    },
  },
});
