import { randomBytes, randomUUID } from 'node:crypto';
import { isoTime } from '../clock.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { claimsMaxBytes, type ViewerClaims } from '../embed-url/claims.ts';
import { canonicalPath } from '../secrets/canonical-path.ts';
import { putClaims, putClaimsAccess } from './put-claims.ts';
import { readSessionAccess } from './read-session.ts';
import { creationTime, type PendingSession, pendingForMs } from './session.ts';
import { startSession, startSessionAccess } from './start-session.ts';

export const createSessionAccess: readonly TableAccess[] = [
  ...startSessionAccess,
  ...readSessionAccess,
  ...putClaimsAccess,
];

/**
 * Creates a pending session: step 1 of 2-step SSO. A redeem URL can open it within 5 minutes.
 *
 * @param options.sessionId a new one by default
 * @param options.claims as the schema accepts them
 * @param options.sessionsValidFrom of the organization
 * @param options.now epoch milliseconds
 */
export async function createSession(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    sessionId = newPendingSessionId(),
    claims,
    sessionsValidFrom,
    now,
  }: { sessionId?: string; claims: ViewerClaims; sessionsValidFrom: string; now: number },
): Promise<PendingSession> {
  const expires = now + pendingForMs;
  // Before the session: none that exists lacks its claims.
  const stored = await storeClaims(dynamodb, organizationId, { sessionId, claims, now });
  const contentPath = canonicalPath(claims.contentPath);
  const session: PendingSession = {
    organizationId,
    sessionId,
    state: 'pending',
    attemptId: randomUUID(),
    ...stored,
    ...(contentPath === undefined ? {} : { contentPath }),
    createdAt: creationTime(now, sessionsValidFrom),
    expiresAt: isoTime(expires),
    // Kept for a day longer than it can be redeemed, so that inspect-url can say why its URL no longer opens.
    purgeAt: Math.ceil(expires / 1000) + 86_400,
  };
  // One that exists already was created by an earlier attempt of the same request.
  await startSession(dynamodb, session);
  return session;
}

/** Claims that are too large for an identity get an item of their own. */
async function storeClaims(
  dynamodb: DynamoDb,
  organizationId: string,
  { sessionId, claims, now }: { sessionId: string; claims: ViewerClaims; now: number },
): Promise<Pick<PendingSession, 'claims' | 'claimsRef'>> {
  const json = JSON.stringify(claims);
  if (Buffer.byteLength(json) <= claimsMaxBytes) return { claims };
  const sha256 = await putClaims(dynamodb, organizationId, { sessionId, json, now });
  const { contentPath, externalId, name, filterSearchParam } = claims;
  const excerpt = { contentPath, externalId, name };
  return {
    claims: filterSearchParam === undefined ? excerpt : { ...excerpt, filterSearchParam },
    claimsRef: { sha256, overrides: {} },
  };
}

/** The id of a new session of 2-step SSO: 128 random bits. */
export const newPendingSessionId = (): string => `s.${randomBytes(16).toString('hex')}`;
