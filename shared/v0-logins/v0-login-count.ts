import { isoTime } from '../clock.ts';
import type { PrimaryKey } from '../dynamodb.ts';

export const dayMs = 86_400_000;

/** The day of a time, UTC: `2026-01-31`. */
export const dateOf = (time: number): string => isoTime(time).slice(0, 10);

/** The item that counts how many v0 URLs created a session on one day. */
export const v0LoginCountPrimaryKey = (organizationId: string, date: string): PrimaryKey => ({
  partitionKey: `V0#${organizationId}#${date}`,
});

const keptDays = 60;

/** When a day's count is removed, in epoch seconds. */
export const v0LoginCountPurgeTime = (now: number): number => Math.floor((now + keptDays * dayMs) / 1000);

/** The days whose counts may still be stored. */
export const countedV0Days = (now: number): string[] =>
  Array.from({ length: keptDays + 1 }, (_, ago) => dateOf(now - ago * dayMs));
