import type { Organization } from '../organizations/organization.ts';
import { isOfSecret, type SessionCookie } from './cookie.ts';
import type { Session, StoredSession } from './session.ts';

/** Why a session cookie is not accepted: the first of these that holds. */
export type SessionRefusal =
  | 'unknown_organization'
  | 'embed_disabled'
  | 'unknown_secret'
  | 'cookie_signature_mismatch'
  | 'session_expired'
  | 'unknown_session'
  | 'session_ended'
  | 'sessions_ended';

export type SessionVerdict =
  | { ok: true; session: Session; organization: Organization }
  | { ok: false; reason: SessionRefusal };

/**
 * Verifies a session cookie against the organization and the session as the table has them now.
 *
 * @param options.host the request's host in lower case, with its port
 * @param options.now epoch milliseconds
 */
export function verifySession(
  cookie: SessionCookie,
  {
    host,
    organizationId,
    organization,
    session,
    now,
  }: {
    host: string;
    organizationId: string;
    organization: Organization | undefined;
    session: StoredSession | undefined;
    now: number;
  },
): SessionVerdict {
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
  if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
  const secretKey = organization.keys[cookie.secretId];
  if (secretKey === undefined) return { ok: false, reason: 'unknown_secret' };
  if (!isOfSecret(cookie, { host, organizationId, secretKey })) {
    return { ok: false, reason: 'cookie_signature_mismatch' };
  }
  if (!(now < cookie.expires * 1000)) return { ok: false, reason: 'session_expired' };
  if (session === undefined || session.state === 'pending' || session.secretId !== cookie.secretId) {
    return { ok: false, reason: 'unknown_session' };
  }
  if (session.state !== 'active') return { ok: false, reason: 'session_ended' };
  if (!(now < Date.parse(session.expiresAt))) return { ok: false, reason: 'session_expired' };
  if (!(Date.parse(session.createdAt) > Date.parse(organization.sessionsValidFrom))) {
    return { ok: false, reason: 'sessions_ended' };
  }
  return { ok: true, session, organization };
}
