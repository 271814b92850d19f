import { randomUUID } from 'node:crypto';
import type { CloudFrontRequest } from 'aws-lambda';
import { isoTime } from '../../shared/clock.ts';
import { redirectLocation } from '../../shared/embed-url/content-path.ts';
import {
  parseRedeemQuery,
  type RedeemParameters,
  verifyRedeemUrl,
} from '../../shared/embed-url/verify-redeem-url.ts';
import { checkSecret } from '../../shared/secrets/check-secret.ts';
import { verificationKeys } from '../../shared/secrets/verification-keys.ts';
import { readSession } from '../../shared/sessions/read-session.ts';
import { exceededRedemptionLimit, redeemRefusal } from '../../shared/sessions/redeem-refusal.ts';
import { type Redemption, redeemSession } from '../../shared/sessions/redeem-session.ts';
import type { StoredSession } from '../../shared/sessions/session.ts';
import { isPendingSessionId } from '../../shared/sessions/session-id.ts';
import { hasLiveSession } from './has-live-session.ts';
import { type LoginContext, readLoginContext, sessionEnd } from './login-context.ts';
import type { Outcome, RefusedOutcome } from './outcome.ts';
import { countLogin, countRefusal, withCount } from './record-usage.ts';
import { redirectWithSession } from './redirect-with-session.ts';
import type { RequestContext } from './request-context.ts';
import { redirect } from './responses.ts';
import { secretDenied } from './secret-denied.ts';

/**
 * `GET /embed/sso/redeem-session`: step 2 of 2-step SSO. A signed URL activates a pending session, once, and
 * redirects to the content path of its claims. A used URL opens again as a login URL does: for the viewer with
 * the valid cookie of the session that it redeemed.
 */
export async function redeem(requestContext: RequestContext, request: CloudFrontRequest): Promise<Outcome> {
  const { dynamodb, bestEffortDynamoDb, host, now } = requestContext;
  const parsed = parseRedeemQuery(request.querystring);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const { parameters } = parsed;
  const { sessionId, nonce } = parameters;
  if (!isPendingSessionId(sessionId)) return { ok: false, reason: 'unknown_session' };
  const read = await readLoginContext(requestContext);
  if (!read.ok) return read;
  const { context } = read;
  const { organizationId, organization } = context;

  const verdict = verifyRedeemUrl(parameters, {
    redeemUrl: `https://${host}${request.uri}`,
    keys: verificationKeys(organization),
    parameterSets: organization.settings.redeemParameterSets,
  });
  if (!verdict.ok) return { ok: false, reason: verdict.reason, facts: { organizationId } };
  const { secretId } = verdict;
  // The content path and the time left are the session's: its redemption checks them.
  const checked = checkSecret(organization, secretId, { host, now });
  const use = { secretId, sessionId, now };
  if (!checked.ok) {
    const bestEffort = bestEffortDynamoDb();
    const readExternalId = async () =>
      (await readSession(bestEffort, organizationId, sessionId))?.claims.externalId;
    const counted = await countRefusal(bestEffort, context, { ...use, readExternalId });
    return withCount(secretDenied(checked, { organizationId, secretId }), counted);
  }

  const redeeming = redeemSession(dynamodb, redemptionOf(context, { parameters, secretId, now }));
  const bestEffort = bestEffortDynamoDb(redeeming);
  const readExternalId = async () => {
    const outcome = await redeeming;
    return outcome.redeemed ? outcome.session.claims.externalId : undefined;
  };
  const isLogin = redeeming.then((outcome) => outcome.redeemed);
  const [redeemed, counted] = await Promise.all([
    redeeming,
    countLogin(bestEffort, context, { ...use, readExternalId }, isLogin),
  ]);
  if (redeemed.redeemed) {
    const { session } = redeemed;
    const redirected = redirectWithSession(context, request, {
      session,
      host,
      location: locationOf(session),
      now,
    });
    return withCount(redirected, counted);
  }
  const { existing } = redeemed;
  const facts = { organizationId, secretId, sessionId };
  // Another URL for the same session has another nonce.
  if (
    existing?.state === 'active' &&
    existing.nonce === nonce &&
    hasLiveSession(request, context, { session: existing, host, now })
  ) {
    return { ok: true, result: redirect(locationOf(existing)), reason: 'session_resumed', facts };
  }
  const { sessionsValidFrom } = organization;
  const reason = redeemRefusal(existing, { sessionsValidFrom, now });
  if (reason !== undefined) return { ok: false, reason, facts };
  const limit = exceededRedemptionLimit(existing, organization.lifecycle[secretId]?.limits, { host, now });
  if (limit !== undefined) {
    const { externalId } = existing?.claims ?? {};
    const refused = { ok: false, reason: 'outside_limits', facts: { ...facts, limit } } as const;
    return withCount<RefusedOutcome>(
      refused,
      await countRefusal(bestEffort, context, { ...use, readExternalId: async () => externalId }),
    );
  }
  // Nothing else is wrong, so the claims and the URL's own parameters are too large together.
  return { ok: false, reason: 'claims_too_large', facts };
}

function redemptionOf(
  context: LoginContext,
  {
    parameters: { sessionId, nonce, overrides },
    secretId,
    now,
  }: { parameters: RedeemParameters; secretId: string; now: number },
): Redemption {
  const { organizationId, organization } = context;
  const end = sessionEnd(now, context);
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
    limits: organization.lifecycle[secretId]?.limits,
  };
}

/** Of claims that create-session has checked. */
function locationOf({ claims }: StoredSession): string {
  const location = redirectLocation(claims.contentPath, claims.filterSearchParam);
  if (location === undefined) throw new TypeError('the content path of a pending session is invalid');
  return location;
}
