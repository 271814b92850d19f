import type { CloudFrontRequest } from 'aws-lambda';
import { parseSessionCookie, verifyEnvironmentMac } from '../../shared/sessions/cookie.ts';
import { identityMaxCharacters } from '../../shared/sessions/identity.ts';
import { hasLoginMarker, mayHaveLoginMarker } from '../../shared/sessions/login-marker.ts';
import { readOrganizationAndSession } from '../../shared/sessions/read-organization-and-session.ts';
import { verifySession } from '../../shared/sessions/verify-session.ts';
import { sessionCookieOf } from './cookies.ts';
import { isCrossOriginWrite } from './cross-origin-write.ts';
import type { Outcome } from './outcome.ts';
import type { RequestContext } from './request-context.ts';
import { withIdentity } from './with-identity.ts';

/** Any path of the application: with an active session, forwards to the origin with the viewer's identity. */
export async function session(context: RequestContext, request: CloudFrontRequest): Promise<Outcome> {
  const { config, dynamodb, environmentKeys, host, now } = context;
  const value = sessionCookieOf(request);
  if (value === undefined) return { ok: false, reason: await missingCookieReason(context, request) };
  const cookie = parseSessionCookie(value);
  if (cookie === undefined) return { ok: false, reason: 'malformed_cookie' };
  if (isCrossOriginWrite(request, `${config.viewerScheme}://${host}`)) {
    return { ok: false, reason: 'cross_origin_write' };
  }
  const { cookieKeys, signingKey } = await environmentKeys();
  if (!verifyEnvironmentMac(cookie, host, cookieKeys)) {
    return { ok: false, reason: 'environment_mac_mismatch' };
  }
  // Only now: a flood of forged cookies reads nothing, not even a custom host.
  const organizationId = await context.organizationId();
  if (organizationId === undefined) return { ok: false, reason: 'unknown_host' };

  const read = await readOrganizationAndSession(dynamodb, organizationId, cookie.sessionId);
  const verdict = verifySession(cookie, { host, path: request.uri, organizationId, now, ...read });
  const facts = { organizationId, secretId: cookie.secretId, sessionId: cookie.sessionId };
  if (!verdict.ok) {
    const { reason, limit } = verdict;
    return { ok: false, reason, facts: { ...facts, ...(limit === undefined ? {} : { limit }) } };
  }

  const identity = context.signIdentity(
    { session: verdict.session, settings: verdict.organization.settings },
    { issuer: `https://${config.embedDomain}`, audience: config.audience, signingKey, now },
  );
  // Its parts are limited one by one; an application must never get a request that it can't read.
  if (identity.length > identityMaxCharacters) return { ok: false, reason: 'identity_too_large', facts };
  return { ok: true, result: withIdentity(request, identity), reason: 'session_active', facts };
}

/** Right after a login that succeeded, the cookie isn't missing: the browser didn't keep it. */
async function missingCookieReason(
  { environmentKeys, host, now }: RequestContext,
  { querystring }: CloudFrontRequest,
): Promise<'cookie_blocked' | 'no_session_cookie'> {
  if (!mayHaveLoginMarker(querystring)) return 'no_session_cookie';
  const { cookieKeys } = await environmentKeys();
  return hasLoginMarker(querystring, { host, now, cookieKeys }) ? 'cookie_blocked' : 'no_session_cookie';
}
