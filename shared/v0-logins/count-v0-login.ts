import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { dateOf, v0LoginCountPrimaryKey, v0LoginCountPurgeTime } from './v0-login-count.ts';

export const countV0LoginAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'V0#' },
];

/**
 * Counts a v0 URL that created a session. The count shows which organizations still have to migrate, so it may
 * be off by a login whose response was lost.
 *
 * @param now epoch milliseconds
 */
export async function countV0Login(dynamodb: DynamoDb, organizationId: string, now: number): Promise<void> {
  const date = dateOf(now);
  const purgeAt = v0LoginCountPurgeTime(now);
  await dynamodb({
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: v0LoginCountPrimaryKey(organizationId, date),
      UpdateExpression: 'SET #date = :date, #purgeAt = :purgeAt ADD #count :one',
      ExpressionAttributeNames: { '#date': 'date', '#purgeAt': 'purgeAt', '#count': 'count' },
      ExpressionAttributeValues: { ':date': date, ':purgeAt': purgeAt, ':one': 1 },
      ReturnValues: 'NONE',
    },
  });
}
