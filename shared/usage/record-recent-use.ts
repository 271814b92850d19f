import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, type PrimaryKey, type TableAccess } from '../dynamodb.ts';
import { setClause } from '../set-clause.ts';
import { sessionIndex } from '../tables.ts';
import type { SecretUse } from './count-usage.ts';
import { dayMs } from './usage.ts';

export const recordRecentUseAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'RECENT#' },
];

const keptDays = 7;

/** The partition of the session index in which the recent uses of a secret are, newest last. */
export const recentUsePartition = (organizationId: string, secretId: string): string =>
  `RECENT#${organizationId}#${secretId}`;

/** @param sessionId of the session that the URL starts: a URL has one item, however often it is opened */
export const recentUsePrimaryKey = (
  organizationId: string,
  { secretId, sessionId }: { secretId: string; sessionId: string },
): PrimaryKey => ({ partitionKey: `${recentUsePartition(organizationId, secretId)}#${sessionId}` });

export type RecentSecretUse = SecretUse & { sessionId: string; externalId: string };

/**
 * Records who still uses a secret that is on its way out: an item of its own, found by the session index. Only the
 * first use of a URL is recorded.
 *
 * @returns whether it was recorded
 */
export async function recordRecentUse(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, sessionId, kind, now, externalId }: RecentSecretUse,
): Promise<boolean> {
  const attributes = {
    [sessionIndex.partitionKey]: recentUsePartition(organizationId, secretId),
    [sessionIndex.sortKey]: isoTime(now),
    externalId,
    state: kind,
    purgeAt: Math.floor((now + keptDays * dayMs) / 1000),
  };
  const { expression, names, values } = setClause(attributes);
  return await conditionalWrite(dynamodb, {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: recentUsePrimaryKey(organizationId, { secretId, sessionId }),
      UpdateExpression: expression,
      ConditionExpression: 'attribute_not_exists(#partitionKey)',
      ExpressionAttributeNames: { ...names, '#partitionKey': 'partitionKey' },
      ExpressionAttributeValues: values,
      ReturnValues: 'NONE',
    },
  });
}
