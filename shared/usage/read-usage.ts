import {
  type DynamoDb,
  type Item,
  type PrimaryKey,
  type TableAccess,
  TableUnavailableError,
} from '../dynamodb.ts';
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

/** The most keys that DynamoDB takes in one batch. */
const keysPerBatch = 100;

/**
 * The use of an organization's secrets, strongly consistent: one batch for up to 50.
 *
 * @param now epoch milliseconds
 * @returns an entry for every secret, also for one that was never used
 */
export async function readUsage(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretIds, now }: { secretIds: readonly string[]; now: number },
): Promise<ReadonlyMap<string, Usage>> {
  const shardsOf = (secretId: string) =>
    Array.from({ length: usageShards }, (_, shard) => usagePrimaryKey(organizationId, secretId, shard));
  const keys = secretIds.flatMap(shardsOf);
  // Rotating without an overlap can lead to 51 secrets.
  const batches = Array.from({ length: Math.ceil(keys.length / keysPerBatch) }, (_, index) =>
    keys.slice(index * keysPerBatch, (index + 1) * keysPerBatch),
  );
  const items = await Promise.all(batches.map((batch) => readBatch(dynamodb, batch)));
  const shards = new Map(items.flat().map((item) => [String(item.partitionKey), item]));
  return new Map(
    secretIds.map((secretId) => {
      const counted = shardsOf(secretId)
        .map(({ partitionKey }) => shards.get(partitionKey))
        .filter((item) => item !== undefined);
      return [secretId, toUsage(counted, now)];
    }),
  );
}

async function readBatch(dynamodb: DynamoDb, keys: readonly PrimaryKey[]): Promise<readonly Item[]> {
  const { Responses: responses } = await dynamodb({
    operation: 'BatchGetItem',
    input: { RequestItems: { EmbedSessions: { Keys: keys, ConsistentRead: true } } },
  });
  const items = responses?.EmbedSessions ?? [];
  const requested = new Set(keys.map(({ partitionKey }) => partitionKey));
  if (items.some((item) => !requested.has(String(item.partitionKey)))) {
    throw new TableUnavailableError('the response holds items that were not requested');
  }
  return items;
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
