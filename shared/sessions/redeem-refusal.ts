import type { UrlSessionReason } from '../contract/refusals.ts';
import { exceededLimit, type SecretLimit, type SecretLimits } from '../secrets/secret-limits.ts';
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

/**
 * The limit of the signing secret that redeeming a session exceeds: its URL is valid as long as the pending session.
 *
 * @param limits the secret's
 * @param options.now epoch milliseconds
 */
export const exceededRedemptionLimit = (
  session: StoredSession | undefined,
  limits: SecretLimits | undefined,
  { host, now }: { host: string; now: number },
): SecretLimit | undefined =>
  session &&
  exceededLimit(limits, {
    host,
    path: session.claims.contentPath,
    expiresInSeconds: (Date.parse(session.expiresAt) - now) / 1000,
  });
