import type { CloudFrontRequest } from 'aws-lambda';
import { locationMaxCharacters } from '../../shared/embed-url/content-path.ts';
import { verificationKey } from '../../shared/secrets/verification-keys.ts';
import { sessionSetCookie } from '../../shared/sessions/cookie.ts';
import { addLoginMarker } from '../../shared/sessions/login-marker.ts';
import type { Session } from '../../shared/sessions/session.ts';
import { sessionCookieOf } from './cookies.ts';
import type { LoginContext } from './login-context.ts';
import type { Outcome } from './outcome.ts';
import { header } from './request.ts';
import { redirect } from './responses.ts';

/**
 * Redirects to the content path of a new session, and sets its cookie. In an iframe, the browser may not keep it: the
 * login's marker in the `Location` then tells the next request from any other without a cookie.
 */
export function redirectWithSession(
  { organizationId, organization, environment }: LoginContext,
  request: CloudFrontRequest,
  { session, host, location, now }: { session: Session; host: string; location: string; now: number },
): Outcome {
  const { secretId, sessionId, expiresAt } = session;
  const secretKey = verificationKey(organization, secretId);
  if (secretKey === undefined) throw new TypeError('the secret of a new session has no key');
  const setCookie = sessionSetCookie(
    { secretId, sessionId, expires: Date.parse(expiresAt) / 1000 },
    { host, organizationId, secretKey, cookieKey: environment.cookieKey },
  );
  const withMarker = (unmarked: string): string => {
    const marked = addLoginMarker(unmarked, { host, now, cookieKey: environment.cookieKey });
    return marked.length <= locationMaxCharacters ? marked : unmarked;
  };
  return {
    ok: true,
    result: redirect(mayLoseCookie(request) ? withMarker(location) : location, setCookie),
    reason: 'session_started',
    facts: { organizationId, secretId, sessionId },
  };
}

/**
 * Whether the browser may not keep the session cookie: nothing says that it has kept one, and it opens the URL in an
 * iframe, or in the tab that the page for a blocked cookie has opened.
 */
function mayLoseCookie(request: CloudFrontRequest): boolean {
  if (sessionCookieOf(request) !== undefined) return false;
  const destination = header(request, 'sec-fetch-dest');
  if (destination === 'iframe' || destination === 'frame') return true;
  return destination === 'document' && header(request, 'sec-fetch-site') === 'same-origin';
}
