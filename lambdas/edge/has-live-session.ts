import type { CloudFrontRequest } from 'aws-lambda';
import { parseSessionCookie, verifyEnvironmentMac } from '../../shared/sessions/cookie.ts';
import type { StoredSession } from '../../shared/sessions/session.ts';
import { verifySession } from '../../shared/sessions/verify-session.ts';
import { sessionCookieOf } from './cookies.ts';
import type { LoginContext } from './login-context.ts';

/**
 * Whether the request carries the valid cookie of the session that its own URL started: iframes remount, tabs
 * are restored. Anyone else is refused a used URL.
 */
export function hasLiveSession(
  request: CloudFrontRequest,
  { organizationId, organization, environment }: LoginContext,
  { session, host, now }: { session: StoredSession | undefined; host: string; now: number },
): boolean {
  if (session === undefined) return false;
  const value = sessionCookieOf(request);
  const cookie = value === undefined ? undefined : parseSessionCookie(value);
  if (cookie === undefined || cookie.sessionId !== session.sessionId) return false;
  if (!verifyEnvironmentMac(cookie, host, environment.cookieKeys)) return false;
  const path = session.claims.contentPath;
  return verifySession(cookie, { host, path, organizationId, organization, session, now }).ok;
}
