import { verificationKey } from '../../shared/secrets/verification-keys.ts';
import { sessionSetCookie } from '../../shared/sessions/cookie.ts';
import type { Session } from '../../shared/sessions/session.ts';
import type { LoginContext } from './login-context.ts';
import type { Outcome } from './outcome.ts';
import { redirect } from './responses.ts';

/** Redirects to the content path of a new session, and sets its cookie. */
export function redirectWithSession(
  { organizationId, organization, environment }: LoginContext,
  { session, host, location }: { session: Session; host: string; location: string },
): Outcome {
  const { secretId, sessionId, expiresAt } = session;
  const secretKey = verificationKey(organization, secretId);
  if (secretKey === undefined) throw new TypeError('the secret of a new session has no key');
  const setCookie = sessionSetCookie(
    { secretId, sessionId, expires: Date.parse(expiresAt) / 1000 },
    { host, organizationId, secretKey, cookieKey: environment.cookieKey },
  );
  return {
    ok: true,
    result: redirect(location, setCookie),
    reason: 'session_started',
    facts: { organizationId, secretId, sessionId },
  };
}
