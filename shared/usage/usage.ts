import type { PrimaryKey } from '../dynamodb.ts';

/** How a URL that a secret had signed fared: it started a session, or the secret's state or limits refused it. */
export type UsageKind = 'logins' | 'refused';

/**
 * One organization may log in 500 times a second. An item takes 1,000 writes a second; two items per secret leave
 * room, and the items of 50 secrets still fit into one batch of 100 reads.
 */
export const usageShards = 2;

/** The counters of a secret: attributes `<kind>_<date>`, and the last time of each kind. */
export const usagePrimaryKey = (organizationId: string, secretId: string, shard: number): PrimaryKey => ({
  partitionKey: `USAGE#${organizationId}#${secretId}#${shard}`,
});

export const dayMs = 86_400_000;
/** The days that are counted, today included. */
export const usageDays = 30;

/** The name of a day's counter, short because every login pays for the item's size: `logins_20260131`. */
export const counterName = (kind: UsageKind, now: number): string =>
  `${kind}_${new Date(now).toISOString().slice(0, 10).replaceAll('-', '')}`;

export const lastName = { logins: 'lastUsedAt', refused: 'lastRefusedAt' } as const;
