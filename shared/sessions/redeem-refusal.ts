import type { UrlSessionReason } from '../contract/refusals.ts';
import type { StoredSession } from './session.ts';

/**
 * Why a session of 2-step SSO can't be redeemed: the first of these that applies.
 *
 * @param options.sessionsValidFrom the organization's limit, an ISO time
 * @param options.now epoch milliseconds
 * @returns `undefined` if it can
 */
export function redeemRefusal(
  session: StoredSession | undefined,
  { sessionsValidFrom, now }: { sessionsValidFrom: string; now: number },
): UrlSessionReason | undefined {
  if (session === undefined) return 'unknown_session';
  if (session.state === 'active') return 'already_used';
  if (session.state === 'ended') return 'session_ended';
  if (!(now < Date.parse(session.expiresAt))) return 'session_expired';
  if (!(session.createdAt > sessionsValidFrom)) return 'sessions_ended';
  return undefined;
}
