import * as v from 'valibot';
import { strictObject } from './strict-object.ts';
import { time } from './time.ts';

/** Those of the last 30 days on which a secret was used, newest first. */
const usageDays = v.pipe(
  v.array(
    strictObject({
      /** In UTC, as 2026-01-31. */
      date: v.pipe(v.string(), v.isoDate()),
      logins: v.pipe(v.number(), v.integer(), v.minValue(0)),
      refused: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
  v.maxLength(30),
);

/** How a secret is used, in a list. */
export const usageSummarySchema = strictObject({ days: usageDays });

/** How a secret is used: the URLs that it signed, not the requests of their sessions. */
export const usageSchema = strictObject({
  /** When a URL that it signed last started a session. Absent: not in the last 400 days. */
  lastUsedAt: v.exactOptional(time),
  /** When its state or its limits last refused a URL that it signed. */
  lastRefusedAt: v.exactOptional(time),
  days: usageDays,
  /** The most recent uses, of the last 7 days, of a retiring, retired, disabled or replaced secret, newest first. */
  recent: v.pipe(
    v.array(strictObject({ at: time, externalId: v.string(), refused: v.boolean() })),
    v.maxLength(20),
  ),
});
