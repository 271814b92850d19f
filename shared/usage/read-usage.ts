import { type DynamoDb, type Item, type TableAccess, TableUnavailableError } from '../dynamodb.ts';
import { counterName, dayMs, lastName, usageDays, usagePrimaryKey, usageShards } from './usage.ts';

export const readUsageAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'BatchGetItem', partition: 'USAGE#' },
];

/** The use of a secret on one day, UTC. */
type UsageDay = { date: string; logins: number; refused: number };

export type Usage = {
  /** ISO times. */
  lastUsedAt?: string;
  lastRefusedAt?: string;
  /** The days of the last 30 on which it was used, newest first. */
  days: UsageDay[];
};

/**
 * The use of up to 50 secrets: one strongly consistent batch.
 *
 * @param now epoch milliseconds
 * @returns an entry for every secret, also for one that was never used
 */
export async function readUsage(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretIds, now }: { secretIds: readonly string[]; now: number },
): Promise<ReadonlyMap<string, Usage>> {
  const keysOf = (secretId: string) =>
    Array.from({ length: usageShards }, (_, shard) => usagePrimaryKey(organizationId, secretId, shard));
  if (secretIds.length === 0) return new Map();
  const { Responses: responses } = await dynamodb({
    operation: 'BatchGetItem',
    input: { RequestItems: { EmbedSessions: { Keys: secretIds.flatMap(keysOf), ConsistentRead: true } } },
  });
  const items = new Map((responses?.EmbedSessions ?? []).map((item) => [String(item.partitionKey), item]));
  const expected = new Set(secretIds.flatMap(keysOf).map(({ partitionKey }) => partitionKey));
  if ([...items.keys()].some((key) => !expected.has(key))) {
    throw new TableUnavailableError('the response holds items that were not requested');
  }
  return new Map(
    secretIds.map((secretId) => {
      const shards = keysOf(secretId)
        .map(({ partitionKey }) => items.get(partitionKey))
        .filter((item) => item !== undefined);
      return [secretId, toUsage(shards, now)];
    }),
  );
}

function toUsage(shards: readonly Item[], now: number): Usage {
  const latest = (name: string): string | undefined =>
    shards
      .flatMap((shard) => (typeof shard[name] === 'string' ? [shard[name]] : []))
      .sort()
      .at(-1);
  const total = (name: string): number => shards.reduce((sum, shard) => sum + Number(shard[name] ?? 0), 0);
  const days = Array.from({ length: usageDays }, (_, ago) => now - ago * dayMs)
    .map((day) => ({
      date: new Date(day).toISOString().slice(0, 10),
      logins: total(counterName('logins', day)),
      refused: total(counterName('refused', day)),
    }))
    .filter(({ logins, refused }) => logins + refused > 0);
  const [lastUsedAt, lastRefusedAt] = [latest(lastName.logins), latest(lastName.refused)];
  return {
    ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
    ...(lastRefusedAt === undefined ? {} : { lastRefusedAt }),
    days,
  };
}
