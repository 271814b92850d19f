import type { Session } from './session.ts';

/**
 * Why a session that was started isn't valid at a time; `undefined` if it is. Says nothing about its secret.
 *
 * @param options.sessionsValidFrom of the organization, an ISO time
 * @param options.now epoch milliseconds
 */
export function sessionRefusal(
  { state, createdAt, expiresAt }: Session,
  { sessionsValidFrom, now }: { sessionsValidFrom: string; now: number },
): 'session_ended' | 'session_expired' | 'sessions_ended' | undefined {
  if (state !== 'active') return 'session_ended';
  if (!(now < Date.parse(expiresAt))) return 'session_expired';
  return Date.parse(createdAt) > Date.parse(sessionsValidFrom) ? undefined : 'sessions_ended';
}
