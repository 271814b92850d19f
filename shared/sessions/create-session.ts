import { randomBytes, randomUUID } from 'node:crypto';
import { isoTime } from '../clock.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import type { ViewerClaims } from '../embed-url/claims.ts';
import { canonicalPath } from '../secrets/canonical-path.ts';
import { creationTime, type PendingSession, pendingForMs } from './session.ts';
import { startSession, startSessionAccess } from './start-session.ts';

export const createSessionAccess: readonly TableAccess[] = startSessionAccess;

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
  const contentPath = canonicalPath(claims.contentPath);
  const session: PendingSession = {
    organizationId,
    sessionId,
    state: 'pending',
    attemptId: randomUUID(),
    claims,
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

/** The id of a new session of 2-step SSO: 128 random bits. */
export const newPendingSessionId = (): string => `s.${randomBytes(16).toString('hex')}`;
