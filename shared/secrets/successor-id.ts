import { decodeTime, ulid } from 'ulid';

/**
 * An id for the secret that replaces another one. It sorts after it, also by a clock that is behind: the newest active
 * secret signs generated URLs.
 *
 * @param now epoch milliseconds
 */
export const successorId = (secretId: string, now: number): string =>
  ulid(Math.max(now, decodeTime(secretId) + 1));
