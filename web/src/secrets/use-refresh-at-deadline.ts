import { useEffect } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';

/** The API's clock decides: by this one's, a deadline may be reached a little earlier. */
const graceMs = 5_000;
const longestTimerMs = 86_400_000;

/** Fetches the secrets again when a disablement ends or a retirement comes, which change a status by themselves. */
export function useRefreshAtDeadline(secrets: readonly SecretRecord[], refresh: () => Promise<void>): void {
  useEffect(() => {
    const deadlines = secrets.flatMap(nextDeadline);
    if (deadlines.length === 0) return;
    const untilNext = Math.max(Math.min(...deadlines) - Date.now(), 0) + graceMs;
    const timer = setTimeout(() => void refresh(), Math.min(untilNext, longestTimerMs));
    return () => clearTimeout(timer);
  }, [secrets, refresh]);
}

function nextDeadline({ status, disabledUntil, retiresAt }: SecretRecord): number[] {
  if (status === 'retired') return [];
  return [status === 'disabled' ? disabledUntil : undefined, retiresAt]
    .filter((time) => time !== undefined)
    .map((time) => Date.parse(time));
}
