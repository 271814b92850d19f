import type { CloudFrontRequest } from 'aws-lambda';
import type { EnvironmentKeys } from '../../shared/environment/keys.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import { readOrganization } from '../../shared/organizations/store.ts';
import { isOfEnvironment, parseSessionCookie, sessionSetCookie } from '../../shared/sessions/cookie.ts';
import type { Session, StoredSession } from '../../shared/sessions/session.ts';
import { verifySession } from '../../shared/sessions/verify-session.ts';
import { redirect } from './answers.ts';
import { sessionCookieOf } from './request.ts';
import type { Outcome, Viewing } from './viewer-request-handler.ts';

/** What a URL that makes a session is verified with. */
export type Entry = { organizationId: string; organization: Organization; environment: EnvironmentKeys };

type Refused = Extract<Outcome, { ok: false }>;

/** Finds the organization of the host and reads it, and the environment's keys where they are not known yet. */
export async function readEntry({
  dynamodb,
  environmentKeys,
  ...viewing
}: Viewing): Promise<{ ok: true; entry: Entry } | Refused> {
  const organizationId = await viewing.organizationId();
  if (organizationId === undefined) return { ok: false, reason: 'unknown_host' };
  const [organization, environment] = await Promise.all([
    readOrganization(dynamodb, organizationId),
    environmentKeys(),
  ]);
  const facts = { organizationId };
  if (organization === undefined) return { ok: false, reason: 'unknown_organization', facts };
  if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled', facts };
  return { ok: true, entry: { organizationId, organization, environment } };
}

/** When a session that begins now ends, in epoch seconds. */
export const sessionEnd = (now: number, { settings }: Organization): number =>
  Math.floor(now / 1000) + settings.sessionLengthHours * 3600;

/** Leads to where a new session begins, with its cookie. */
export function enter(
  { organizationId, organization, environment }: Entry,
  { session, host, location }: { session: Session; host: string; location: string },
): Outcome {
  const { secretId, sessionId, expiresAt } = session;
  const setCookie = sessionSetCookie(
    { secretId, sessionId, expires: Date.parse(expiresAt) / 1000 },
    {
      host,
      organizationId,
      secretKey: organization.keys[secretId] ?? '',
      cookieKey: environment.cookieKey,
    },
  );
  const facts = { organizationId, secretId, sessionId, reason: 'session_started' };
  return { ok: true, result: redirect(location, setCookie), facts };
}

/**
 * Whether the request brings the live cookie of the very session that its URL made: iframes remount, tabs are
 * restored. In any other hands a used URL stays closed.
 */
export function holdsSession(
  request: CloudFrontRequest,
  { organizationId, organization, environment }: Entry,
  { session, host, now }: { session: StoredSession | undefined; host: string; now: number },
): boolean {
  const cookie = parseSessionCookie(sessionCookieOf(request) ?? '');
  if (cookie === undefined || cookie.sessionId !== session?.sessionId) return false;
  if (!isOfEnvironment(cookie, host, environment.cookieKeys)) return false;
  return verifySession(cookie, { host, organizationId, organization, session, now }).ok;
}
