import type { SessionRefusalReason } from '../contract/refusals.ts';
import type { Organization } from '../organizations/organization.ts';
import { checkSecret } from '../secrets/check-secret.ts';
import type { SecretLimit } from '../secrets/secret-limits.ts';
import { verificationKey } from '../secrets/verification-keys.ts';
import { type SessionCookie, verifySecretMac } from './cookie.ts';
import type { Session, StoredSession } from './session.ts';
import { sessionRefusal } from './session-refusal.ts';

export type SessionVerdict =
  | { ok: true; session: Session; organization: Organization }
  | { ok: false; reason: SessionRefusalReason; limit?: SecretLimit };

/**
 * Verifies a session cookie against the organization and the session as they are in the tables now.
 *
 * @param options.host the request's host in lower case, with its port
 * @param options.path what the viewer gets to see: the request's path or, if a login resumes the session, its content
 *   path
 * @param options.now epoch milliseconds
 */
export function verifySession(
  cookie: SessionCookie,
  {
    host,
    path,
    organizationId,
    organization,
    session,
    now,
  }: {
    host: string;
    path: string;
    organizationId: string;
    organization: Organization | undefined;
    session: StoredSession | undefined;
    now: number;
  },
): SessionVerdict {
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
  if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
  const secretKey = verificationKey(organization, cookie.secretId);
  if (secretKey === undefined) return { ok: false, reason: 'unknown_secret' };
  if (!verifySecretMac(cookie, { host, organizationId, secretKey })) {
    return { ok: false, reason: 'cookie_signature_mismatch' };
  }
  const checked = checkSecret(organization, cookie.secretId, { host, path, now });
  if (!checked.ok) return checked;
  if (!(now < cookie.expires * 1000)) return { ok: false, reason: 'session_expired' };
  if (session === undefined || session.state === 'pending' || session.secretId !== cookie.secretId) {
    return { ok: false, reason: 'unknown_session' };
  }
  const reason = sessionRefusal(session, { sessionsValidFrom: organization.sessionsValidFrom, now });
  return reason === undefined ? { ok: true, session, organization } : { ok: false, reason };
}
