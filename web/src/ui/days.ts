const dayMilliseconds = 86_400_000;

/** Midnight, UTC, of the last days including today, oldest first. */
export function lastDays(count: number): Date[] {
  const today = Math.floor(Date.now() / dayMilliseconds) * dayMilliseconds;
  return Array.from({ length: count }, (_, index) => new Date(today - (count - 1 - index) * dayMilliseconds));
}

/** A day as `2026-01-31`, UTC. */
export const dateOf = (day: Date): string => day.toISOString().slice(0, 10);
