import { randomUUID } from 'node:crypto';
import { isoTime } from '../clock.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { sessionIndex } from '../tables.ts';
import type { CountedUse } from './count-usage.ts';
import { dayMs } from './usage.ts';

export const recordRecentUseAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'RECENT#' },
];

const keptDays = 7;

/** The partition of the session index in which the recent uses of a secret are, newest last. */
export const recentUsePartition = (organizationId: string, secretId: string): string =>
  `RECENT#${organizationId}#${secretId}`;

/**
 * Records who still uses a secret that is on its way out: an item of its own, found by the session index.
 *
 * @param options.now epoch milliseconds
 */
export async function recordRecentUse(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, kind, now, externalId }: CountedUse & { externalId: string },
): Promise<void> {
  const partition = recentUsePartition(organizationId, secretId);
  const attributes = {
    [sessionIndex.partitionKey]: partition,
    [sessionIndex.sortKey]: isoTime(now),
    externalId,
    state: kind,
    purgeAt: Math.floor((now + keptDays * dayMs) / 1000),
  };
  const names = Object.keys(attributes);
  await dynamodb({
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: { partitionKey: `${partition}#${randomUUID()}` },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [`:${name}`, value]),
      ),
      ReturnValues: 'NONE',
    },
  });
}
