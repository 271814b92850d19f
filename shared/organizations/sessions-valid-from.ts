/**
 * More than the clocks of two functions can differ. `sessionsValidFrom` is set this far ahead, so that it also
 * covers a session just created by an edge function whose clock is ahead; a session created later gets a
 * creation time past it ({@link ../sessions/session.ts}).
 */
export const clockDifferenceMs = 5_000;
