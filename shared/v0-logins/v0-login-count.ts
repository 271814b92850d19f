import { isoTime } from '../clock.ts';
import type { PrimaryKey } from '../dynamodb.ts';

export const dayMs = 86_400_000;

/** The day of a time, UTC: `2026-01-31`. */
export const dateOf = (time: number): string => isoTime(time).slice(0, 10);

/** The item that counts how many v0 URLs created a session on one day. */
export const v0LoginCountPrimaryKey = (organizationId: string, date: string): PrimaryKey => ({
  partitionKey: `V0#${organizationId}#${date}`,
});
