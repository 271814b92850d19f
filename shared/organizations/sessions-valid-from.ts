import { isoTime } from '../clock.ts';

/**
 * More than the clocks of two functions can differ. `sessionsValidFrom` is set this far ahead, so that it also
 * covers a session just created by an edge function whose clock is ahead; a session created later gets a
 * creation time past it ({@link ../sessions/session.ts}).
 */
const clockDifferenceMs = 5_000;

/**
 * The `sessionsValidFrom` that ends every session created so far. It only ever moves forward, even if this clock
 * is behind the one that set it before: otherwise ended sessions would be active again.
 *
 * @param current as read, if there is one
 * @param now epoch milliseconds
 * @returns an ISO time
 */
export function nextSessionsValidFrom(current: string | undefined, now: number): string {
  const earliest = current === undefined ? 0 : Date.parse(current) + 1;
  return isoTime(Math.max(now + clockDifferenceMs, earliest));
}
