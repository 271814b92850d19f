import type { CloudFrontRequest } from 'aws-lambda';
import { isOfEnvironment, parseSessionCookie } from '../../shared/sessions/cookie.ts';
import { signIdentity } from '../../shared/sessions/identity.ts';
import { readOrganizationAndSession } from '../../shared/sessions/store.ts';
import { verifySession } from '../../shared/sessions/verify-session.ts';
import { isForeignAction, sessionCookieOf, withIdentity } from './request.ts';
import type { Outcome, Viewing } from './viewer-request-handler.ts';

/** Any path of the application: with a live session on to the origin, which is told who is looking. */
export async function session(viewing: Viewing, request: CloudFrontRequest): Promise<Outcome> {
  const { config, dynamodb, environmentKeys, host, now } = viewing;
  const value = sessionCookieOf(request);
  if (value === undefined) return { ok: false, reason: 'no_session_cookie' };
  const cookie = parseSessionCookie(value);
  if (cookie === undefined) return { ok: false, reason: 'malformed_cookie' };
  if (isForeignAction(request, `${config.viewerScheme}://${host}`))
    return { ok: false, reason: 'foreign_origin' };

  const { cookieKeys, signingKey } = await environmentKeys();
  if (!isOfEnvironment(cookie, host, cookieKeys))
    return { ok: false, reason: 'cookie_of_no_environment_key' };
  // Only now: a flood of made-up cookies reads nothing, on a custom host neither.
  const organizationId = await viewing.organizationId();
  if (organizationId === undefined) return { ok: false, reason: 'unknown_host' };

  const read = await readOrganizationAndSession(dynamodb, organizationId, cookie.sessionId);
  const verdict = verifySession(cookie, { host, organizationId, now, ...read });
  const facts = { organizationId, secretId: cookie.secretId, sessionId: cookie.sessionId };
  if (!verdict.ok) return { ok: false, reason: verdict.reason, facts };

  const identity = signIdentity(
    { session: verdict.session, settings: verdict.organization.settings },
    { issuer: `https://${config.embedDomain}`, audience: config.audience, signingKey, now },
  );
  return { ok: true, result: withIdentity(request, identity), facts: { ...facts, reason: 'session_live' } };
}
