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

/** A use of a secret: by a URL, not by the requests of its session. */
export type SecretUse = {
  secretId: string;
  kind: UsageKind;
  /** Epoch milliseconds. */
  now: number;
};

/** A use that was counted, and what it takes to take that back. */
export type CountedUse = SecretUse & {
  shard: number;
  /** When the secret was last used before, as its shard has it. */
  lastBefore?: string;
};

/**
 * Counts the use of a secret, in one write.
 *
 * @param options.shard chosen at random
 */
export async function countUsage(
  dynamodb: DynamoDb,
  organizationId: string,
  { shard = Math.floor(Math.random() * usageShards), ...use }: SecretUse & { shard?: number },
): Promise<CountedUse> {
  const { secretId, kind, now } = use;
  const removed = Array.from(
    { length: removedDays },
    (_, index) => now - (usageDays + index) * dayMs,
  ).flatMap((day) => [counterName('logins', day), counterName('refused', day)]);
  const { Attributes: before = {} } = await dynamodb({
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
      ReturnValues: 'UPDATED_OLD',
    },
  });
  const lastBefore = before[lastName[kind]];
  return { ...use, shard, ...(typeof lastBefore === 'string' ? { lastBefore } : {}) };
}
