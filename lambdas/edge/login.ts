import { randomUUID } from 'node:crypto';
import type { CloudFrontRequest } from 'aws-lambda';
import { isoTime } from '../../shared/clock.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { redirectLocation } from '../../shared/embed-url/content-path.ts';
import { checkSecret } from '../../shared/secrets/check-secret.ts';
import { creationTime, type Session } from '../../shared/sessions/session.ts';
import { sessionIdOfNonce } from '../../shared/sessions/session-id.ts';
import { startSession } from '../../shared/sessions/start-session.ts';
import { countV0Login } from '../../shared/v0-logins/count-v0-login.ts';
import { hasLiveSession } from './has-live-session.ts';
import { type LoginContext, readLoginContext, sessionEnd } from './login-context.ts';
import { type Login, parseLoginUrl } from './login-url.ts';
import type { Outcome } from './outcome.ts';
import { countLogin, countRefusal, withCount } from './record-usage.ts';
import { redirectWithSession } from './redirect-with-session.ts';
import type { RequestContext } from './request-context.ts';
import { redirect } from './responses.ts';
import { secretDenied } from './secret-denied.ts';

/**
 * `GET /embed/login`: a signed URL starts a session, once. A used URL opens again only for the viewer with the
 * valid cookie of the session that it started.
 */
export async function login(requestContext: RequestContext, request: CloudFrontRequest): Promise<Outcome> {
  const { dynamodb, bestEffortDynamoDb, host, now } = requestContext;
  const parsed = parseLoginUrl(request.querystring);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const read = await readLoginContext(requestContext);
  if (!read.ok) return read;
  const { context } = read;
  const { organizationId, organization } = context;

  const loginUrl = `https://${host}${request.uri}`;
  const verdict = parsed.verify(organization, { loginUrl, now: Math.floor(now / 1000) });
  if (!verdict.ok) {
    const { reason, field } = verdict;
    return { ok: false, reason, facts: { organizationId, ...(field === undefined ? {} : { field }) } };
  }

  const session = newSession(context, verdict, now);
  const { claims, secretId, sessionId } = session;
  const use = { secretId, sessionId, readExternalId: async () => claims.externalId, now };
  const facts = { organizationId, secretId, sessionId };
  const checked = checkSecret(organization, secretId, {
    host,
    path: claims.contentPath,
    expiresInSeconds: secondsLeft(verdict, now),
    now,
  });
  if (!checked.ok) {
    const counted = await countRefusal(bestEffortDynamoDb(), context, use);
    return withCount(secretDenied(checked, { organizationId, secretId }), counted);
  }
  const location = redirectLocation(claims.contentPath, claims.filterSearchParam);
  if (location === undefined) return { ok: false, reason: 'invalid_claim', facts: { organizationId } };

  const starting = startSession(dynamodb, session);
  const isLogin = starting.then((outcome) => outcome.started);
  const bestEffort = bestEffortDynamoDb(starting);
  const [started, counted] = await Promise.all([
    starting,
    countLogin(bestEffort, context, use, isLogin),
    parsed.format === 'v0' && recordV0Login(bestEffort, { organizationId, now, isLogin }),
  ]);
  if (started.started) {
    return withCount(redirectWithSession(context, request, { session, host, location, now }), counted);
  }
  if (hasLiveSession(request, context, { session: started.existing, host, now })) {
    return { ok: true, result: redirect(location), reason: 'session_resumed', facts };
  }
  return { ok: false, reason: 'already_used', facts };
}

/** How long a URL is still valid. A v0 URL doesn't expire. */
const secondsLeft = ({ exp }: Login, now: number): number =>
  exp === undefined ? Number.POSITIVE_INFINITY : exp - Math.floor(now / 1000);

function newSession(context: LoginContext, { secretId, claims, nonce, exp }: Login, now: number): Session {
  const { organizationId, organization } = context;
  const end = sessionEnd(now, context);
  return {
    organizationId,
    sessionId: sessionIdOfNonce(nonce),
    state: 'active',
    secretId,
    attemptId: randomUUID(),
    claims,
    createdAt: creationTime(now, organization.sessionsValidFrom),
    expiresAt: isoTime(end * 1000),
    // A URL that never expires stays used forever.
    ...(exp === undefined ? {} : { purgeAt: Math.max(end, exp + 60) }),
  };
}

/** Best effort: the viewer is logged in even if the login can't be counted. */
async function recordV0Login(
  bestEffort: DynamoDb,
  { organizationId, now, isLogin }: { organizationId: string; now: number; isLogin: Promise<boolean> },
): Promise<void> {
  if (!(await isLogin.catch(() => false))) return;
  await countV0Login(bestEffort, organizationId, now).catch(() => undefined);
}
