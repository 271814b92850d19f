import { randomUUID } from 'node:crypto';
import type { CloudFrontRequest } from 'aws-lambda';
import { isoTime } from '../../shared/clock.ts';
import { redirectLocation } from '../../shared/embed-url/content-path.ts';
import { parseLoginQuery, verifyLoginUrl } from '../../shared/embed-url/verify-login-url.ts';
import { creationTime, type Session, sessionIdOfNonce } from '../../shared/sessions/session.ts';
import { startSession } from '../../shared/sessions/store.ts';
import { redirect } from './answers.ts';
import { type Entry, enter, holdsSession, readEntry, sessionEnd } from './entry.ts';
import type { Outcome, Viewing } from './viewer-request-handler.ts';

/**
 * `GET /embed/login`: a signed URL makes a session, once. A used URL opens again only for the viewer who holds
 * the live cookie of the very session that it made.
 */
export async function login(viewing: Viewing, request: CloudFrontRequest): Promise<Outcome> {
  const { dynamodb, host, now } = viewing;
  const parsed = parseLoginQuery(request.querystring);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const read = await readEntry(viewing);
  if (!read.ok) return read;
  const { entry } = read;
  const { organizationId } = entry;

  const verdict = verifyLoginUrl(parsed.parameters, {
    loginUrl: `https://${host}${request.uri}`,
    keys: entry.organization.keys,
    now: Math.floor(now / 1000),
  });
  if (!verdict.ok) {
    const { reason, field } = verdict;
    return { ok: false, reason, facts: { organizationId, field } };
  }

  const { secretId, claims } = verdict;
  const session = newSession(entry, { secretId, claims, now });
  const { sessionId } = session;
  const location = redirectLocation(claims.contentPath, claims.filterSearchParam);

  const started = await startSession(dynamodb, session);
  if (started.started) return enter(entry, { session, host, location });
  const facts = { organizationId, secretId, sessionId };
  if (holdsSession(request, entry, { session: started.existing, host, now })) {
    return { ok: true, result: redirect(location), facts: { ...facts, reason: 'session_held' } };
  }
  return { ok: false, reason: 'url_used', facts };
}

function newSession(
  { organizationId, organization }: Entry,
  {
    secretId,
    claims,
    now,
  }: { secretId: string; claims: Session['claims'] & { nonce: string; exp: number }; now: number },
): Session {
  const end = sessionEnd(now, organization);
  return {
    organizationId,
    sessionId: sessionIdOfNonce(claims.nonce),
    state: 'active',
    secretId,
    attemptId: randomUUID(),
    claims,
    createdAt: creationTime(now, organization.sessionsValidFrom),
    expiresAt: isoTime(end * 1000),
    purgeAt: Math.max(end, claims.exp + 60),
  };
}
