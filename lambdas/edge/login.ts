import { randomUUID } from 'node:crypto';
import type { CloudFrontRequest } from 'aws-lambda';
import { isoTime } from '../../shared/clock.ts';
import type { ViewerClaims } from '../../shared/embed-url/claims.ts';
import { redirectLocation } from '../../shared/embed-url/content-path.ts';
import { parseLoginQuery, verifyLoginUrl } from '../../shared/embed-url/verify-login-url.ts';
import { isV0Query, parseV0Query, verifyV0LoginUrl } from '../../shared/embed-url/verify-v0-login-url.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import { creationTime, type Session, sessionIdOfNonce } from '../../shared/sessions/session.ts';
import { startSession } from '../../shared/sessions/store.ts';
import { countV0Login } from '../../shared/v0-logins/store.ts';
import { redirect } from './answers.ts';
import { type Entry, enter, holdsSession, readEntry, sessionEnd } from './entry.ts';
import type { Outcome, Viewing } from './viewer-request-handler.ts';

/**
 * `GET /embed/login`: a signed URL makes a session, once. A used URL opens again only for the viewer who holds
 * the live cookie of the very session that it made.
 */
export async function login(viewing: Viewing, request: CloudFrontRequest): Promise<Outcome> {
  const { dynamodb, host, now } = viewing;
  const isV0 = isV0Query(request.querystring);
  const parsed = isV0 ? parseV0(request.querystring) : parseV1(request.querystring);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const read = await readEntry(viewing);
  if (!read.ok) return read;
  const { entry } = read;
  const { organizationId, organization } = entry;

  const loginUrl = `https://${host}${request.uri}`;
  const verdict = parsed.verify(organization, { loginUrl, now: Math.floor(now / 1000) });
  if (!verdict.ok) {
    const { reason, field } = verdict;
    return { ok: false, reason, facts: { organizationId, field } };
  }

  const session = newSession(entry, verdict, now);
  const { claims, secretId, sessionId } = session;
  const location = redirectLocation(claims.contentPath, claims.filterSearchParam);

  const started = await startSession(dynamodb, session);
  if (started.started) {
    if (isV0) await countBriefly(viewing, organizationId);
    return enter(entry, { session, host, location });
  }
  const facts = { organizationId, secretId, sessionId };
  if (holdsSession(request, entry, { session: started.existing, host, now })) {
    return { ok: true, result: redirect(location), facts: { ...facts, reason: 'session_held' } };
  }
  return { ok: false, reason: 'url_used', facts };
}

/** A login URL whose signature holds. `exp` is in epoch seconds; a v0 URL has none. */
type Login = { secretId: string; claims: ViewerClaims; nonce: string; exp?: number };

type Refused = { ok: false; reason: string; field?: string };

/** A query that has the form of a login's, to be verified with the organization as the table has it. */
type Parsed =
  | {
      ok: true;
      verify: (
        organization: Organization,
        options: { loginUrl: string; now: number },
      ) => ({ ok: true } & Login) | Refused;
    }
  | Refused;

function parseV1(query: string): Parsed {
  const parsed = parseLoginQuery(query);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    verify: ({ keys }, options) => {
      const verdict = verifyLoginUrl(parsed.parameters, { ...options, keys });
      if (!verdict.ok) return verdict;
      const { secretId, claims } = verdict;
      return { ok: true, secretId, claims, nonce: claims.nonce, exp: claims.exp };
    },
  };
}

function parseV0(query: string): Parsed {
  const parsed = parseV0Query(query);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    verify: ({ keys, settings: { acceptV0 } }, options) =>
      verifyV0LoginUrl(parsed.parameters, { ...options, keys, acceptV0 }),
  };
}

function newSession(
  { organizationId, organization }: Entry,
  { secretId, claims, nonce, exp }: Login,
  now: number,
): Session {
  const end = sessionEnd(now, organization);
  return {
    organizationId,
    sessionId: sessionIdOfNonce(nonce),
    state: 'active',
    secretId,
    attemptId: randomUUID(),
    claims,
    createdAt: creationTime(now, organization.sessionsValidFrom),
    expiresAt: isoTime(end * 1000),
    // A URL that never expires stays used for ever.
    ...(exp === undefined ? {} : { purgeAt: Math.max(end, exp + 60) }),
  };
}

/** The viewer is in, whether or not the count is told of it. */
async function countBriefly({ dynamodbBriefly, now }: Viewing, organizationId: string): Promise<void> {
  await countV0Login(dynamodbBriefly(), organizationId, now).catch(() => undefined);
}
