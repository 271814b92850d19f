import { encodeTime } from 'ulid';

/** The first and the last ID that an event can have. */
export type EventIdRange = { first: string; last: string };

const latestTime = 2 ** 48 - 1;
const randomCharacters = 16;

/**
 * The IDs of the events of a period: an event's ID is a ULID of its time, so a period is a range of the sort key.
 *
 * @param options.from ISO time, included
 * @param options.to ISO time, excluded
 * @returns `undefined` if there can be no such event
 */
export function eventIdRange({
  from,
  to,
}: {
  from?: string | undefined;
  to?: string | undefined;
}): EventIdRange | undefined {
  const start = from === undefined ? 0 : Math.max(0, Date.parse(from));
  const end = to === undefined ? latestTime : Math.min(latestTime, Date.parse(to) - 1);
  if (start > end) return undefined;
  return {
    first: encodeTime(start) + '0'.repeat(randomCharacters),
    last: encodeTime(end) + 'Z'.repeat(randomCharacters),
  };
}
