import { randomUUID } from 'node:crypto';
import type { CloudFrontRequest } from 'aws-lambda';
import { isoTime } from '../../shared/clock.ts';
import { redirectLocation } from '../../shared/embed-url/content-path.ts';
import {
  parseRedeemQuery,
  type RedeemParameters,
  verifyRedeemUrl,
} from '../../shared/embed-url/verify-redeem-url.ts';
import type { Redemption } from '../../shared/sessions/requests.ts';
import { isPendingSessionId, type StoredSession } from '../../shared/sessions/session.ts';
import { redeemSession } from '../../shared/sessions/store.ts';
import { redirect } from './answers.ts';
import { type Entry, enter, holdsSession, readEntry, sessionEnd } from './entry.ts';
import type { Outcome, Viewing } from './viewer-request-handler.ts';

/**
 * `GET /embed/sso/redeem-session`: step 2 of 2-step SSO. A signed URL makes a pending session active, once, and
 * leads to the content path of its claims. Used again, it opens as a login URL does: for the holder of the live
 * cookie of the session that it redeemed.
 */
export async function redeem(viewing: Viewing, request: CloudFrontRequest): Promise<Outcome> {
  const { dynamodb, host, now } = viewing;
  const parsed = parseRedeemQuery(request.querystring);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const { parameters } = parsed;
  const { sessionId, nonce } = parameters;
  if (!isPendingSessionId(sessionId)) return { ok: false, reason: 'unknown_session' };
  const read = await readEntry(viewing);
  if (!read.ok) return read;
  const { entry } = read;
  const { organizationId, organization } = entry;

  const verdict = verifyRedeemUrl(parameters, {
    redeemUrl: `https://${host}${request.uri}`,
    keys: organization.keys,
  });
  if (!verdict.ok) return { ok: false, reason: verdict.reason, facts: { organizationId } };
  const { secretId } = verdict;

  const redeemed = await redeemSession(dynamodb, redemptionOf(entry, { parameters, secretId, now }));
  if (redeemed.redeemed) {
    const { session } = redeemed;
    return enter(entry, { session, host, location: locationOf(session) });
  }
  const { existing } = redeemed;
  const facts = { organizationId, secretId, sessionId };
  // Another URL for the same session did not make it: its nonce is another one.
  if (
    existing?.state === 'active' &&
    existing.nonce === nonce &&
    holdsSession(request, entry, { session: existing, host, now })
  ) {
    return { ok: true, result: redirect(locationOf(existing)), facts: { ...facts, reason: 'session_held' } };
  }
  return { ok: false, reason: reasonOf(existing, entry, now), facts };
}

function redemptionOf(
  { organizationId, organization }: Entry,
  {
    parameters: { sessionId, nonce, overrides },
    secretId,
    now,
  }: { parameters: RedeemParameters; secretId: string; now: number },
): Redemption {
  const end = sessionEnd(now, organization);
  return {
    organizationId,
    sessionId,
    secretId,
    attemptId: randomUUID(),
    nonce,
    expiresAt: isoTime(end * 1000),
    purgeAt: end,
    overrides,
    now: isoTime(now),
    sessionsValidFrom: organization.sessionsValidFrom,
  };
}

const locationOf = ({ claims }: StoredSession): string =>
  redirectLocation(claims.contentPath, claims.filterSearchParam);

/** For the log: why a session was not redeemed. */
function reasonOf(existing: StoredSession | undefined, { organization }: Entry, now: number): string {
  if (existing === undefined) return 'unknown_session';
  if (existing.state === 'ended') return 'session_ended';
  if (existing.state === 'active') return 'url_used';
  if (!(now < Date.parse(existing.expiresAt))) return 'session_expired';
  if (!(existing.createdAt > organization.sessionsValidFrom)) return 'sessions_ended';
  return 'claims_too_large';
}
