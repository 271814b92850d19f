import { isoTime } from '../clock.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import {
  counterName,
  dayMs,
  lastName,
  type UsageKind,
  usageDays,
  usagePrimaryKey,
  usageShards,
} from './usage.ts';

export const countUsageAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'USAGE#' },
];

const keptDays = 400;
/** How many days' counters are removed with each write: a secret that is used once a week still loses its oldest. */
const removedDays = 7;

/**
 * Counts the use of a secret, in one write.
 *
 * @param options.now epoch milliseconds
 * @param options.shard chosen at random
 */
export async function countUsage(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, kind, now, shard = Math.floor(Math.random() * usageShards) }: CountedUse & { shard?: number },
): Promise<void> {
  const removed = Array.from(
    { length: removedDays },
    (_, index) => now - (usageDays + index) * dayMs,
  ).flatMap((day) => [counterName('logins', day), counterName('refused', day)]);
  await dynamodb({
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: usagePrimaryKey(organizationId, secretId, shard),
      UpdateExpression: `ADD #counter :one SET #last = :now, #purgeAt = :purgeAt REMOVE ${removed
        .map((name) => `#${name}`)
        .join(', ')}`,
      ExpressionAttributeNames: {
        '#counter': counterName(kind, now),
        '#last': lastName[kind],
        '#purgeAt': 'purgeAt',
        ...Object.fromEntries(removed.map((name) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':one': 1,
        ':now': isoTime(now),
        ':purgeAt': Math.floor((now + keptDays * dayMs) / 1000),
      },
      ReturnValues: 'NONE',
    },
  });
}

export type CountedUse = { secretId: string; kind: UsageKind; now: number };
