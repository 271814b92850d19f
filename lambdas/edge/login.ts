import { randomUUID } from 'node:crypto';
import type { CloudFrontRequest } from 'aws-lambda';
import { isoTime } from '../../shared/clock.ts';
import { redirectLocation } from '../../shared/embed-url/content-path.ts';
import { parseLoginQuery, verifyLoginUrl } from '../../shared/embed-url/verify-login-url.ts';
import type { EnvironmentKeys } from '../../shared/environment/keys.ts';
import { organizationOfHost } from '../../shared/organizations/host.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import { readOrganization } from '../../shared/organizations/store.ts';
import { isOfEnvironment, parseSessionCookie, sessionSetCookie } from '../../shared/sessions/cookie.ts';
import { type Session, sessionIdOfNonce } from '../../shared/sessions/session.ts';
import { startSession } from '../../shared/sessions/store.ts';
import { verifySession } from '../../shared/sessions/verify-session.ts';
import { redirect } from './answers.ts';
import { sessionCookieOf } from './request.ts';
import type { Outcome, Viewing } from './viewer-request-handler.ts';

/**
 * `GET /embed/login`: a signed URL makes a session, once. A used URL opens again only for the viewer who holds
 * the live cookie of the very session that it made: iframes remount, tabs are restored.
 */
export async function login(viewing: Viewing, request: CloudFrontRequest): Promise<Outcome> {
  const { config, dynamodb, environmentKeys, host, now } = viewing;
  const parsed = parseLoginQuery(request.querystring);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const organizationId = organizationOfHost(host, config.embedDomain);
  if (organizationId === undefined) return { ok: false, reason: 'unknown_host' };

  const [organization, environment] = await Promise.all([
    readOrganization(dynamodb, organizationId),
    environmentKeys(),
  ]);
  if (organization === undefined)
    return { ok: false, reason: 'unknown_organization', facts: { organizationId } };
  if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled', facts: { organizationId } };

  const verdict = verifyLoginUrl(parsed.parameters, {
    loginUrl: `https://${host}${request.uri}`,
    keys: organization.keys,
    now: Math.floor(now / 1000),
  });
  if (!verdict.ok) {
    const { reason, field } = verdict;
    return { ok: false, reason, facts: { organizationId, field } };
  }

  const { secretId, claims } = verdict;
  const session = newSession({ organizationId, organization, secretId, claims, now });
  const facts = { organizationId, secretId, sessionId: session.sessionId };
  const location = redirectLocation(claims.contentPath, claims.filterSearchParam);

  const started = await startSession(dynamodb, session);
  if (started.started) {
    const setCookie = cookieOf(session, { host, organization, environment });
    return {
      ok: true,
      result: redirect(location, setCookie),
      facts: { ...facts, reason: 'session_started' },
    };
  }
  if (
    holdsSession(request, { viewing, organizationId, organization, environment, session: started.existing })
  ) {
    return { ok: true, result: redirect(location), facts: { ...facts, reason: 'session_held' } };
  }
  return { ok: false, reason: 'url_used', facts };
}

function newSession({
  organizationId,
  organization: { settings, sessionsValidFrom },
  secretId,
  claims,
  now,
}: {
  organizationId: string;
  organization: Organization;
  secretId: string;
  claims: Session['claims'] & { nonce: string; exp: number };
  now: number;
}): Session {
  const expires = Math.floor(now / 1000) + settings.sessionLengthHours * 3600;
  return {
    organizationId,
    sessionId: sessionIdOfNonce(claims.nonce),
    state: 'active',
    secretId,
    attemptId: randomUUID(),
    claims,
    // The clock that set the limit may be ahead of ours: this session comes after it all the same.
    createdAt: isoTime(Math.max(now, Date.parse(sessionsValidFrom) + 1)),
    expiresAt: isoTime(expires * 1000),
    purgeAt: Math.max(expires, claims.exp + 60),
  };
}

function cookieOf(
  { organizationId, secretId, sessionId, expiresAt }: Session,
  {
    host,
    organization,
    environment,
  }: { host: string; organization: Organization; environment: EnvironmentKeys },
): string {
  return sessionSetCookie(
    { secretId, sessionId, expires: Date.parse(expiresAt) / 1000 },
    {
      host,
      organizationId,
      secretKey: organization.keys[secretId] ?? '',
      cookieKey: environment.cookieKey,
    },
  );
}

/** Whether the request brings the live cookie of this very session. */
function holdsSession(
  request: CloudFrontRequest,
  {
    viewing: { host, now },
    organizationId,
    organization,
    environment,
    session,
  }: {
    viewing: Viewing;
    organizationId: string;
    organization: Organization;
    environment: EnvironmentKeys;
    session: Session | undefined;
  },
): boolean {
  const cookie = parseSessionCookie(sessionCookieOf(request) ?? '');
  if (cookie === undefined || cookie.sessionId !== session?.sessionId) return false;
  if (!isOfEnvironment(cookie, host, environment.cookieKeys)) return false;
  return verifySession(cookie, { host, organizationId, organization, session, now }).ok;
}
