import { randomBytes, randomUUID } from 'node:crypto';
import { isoTime } from '../clock.ts';
import {
  ConditionFailedError,
  type DynamoDb,
  getItem,
  type Item,
  type Key,
  requireKey,
  type Table,
  TableUnavailableError,
  writeIf,
} from '../dynamodb.ts';
import type { ViewerClaims } from '../embed-url/claims.ts';
import { type Organization, organizationKey, toOrganization } from '../organizations/organization.ts';
import {
  endSessionRequest,
  organizationAndSessionRequest,
  type Redemption,
  redeemSessionRequest,
  sessionRequest,
  startSessionRequest,
} from './requests.ts';
import {
  creationTime,
  type PendingSession,
  pendingForMs,
  type Session,
  type StoredSession,
  sessionKey,
  toSession,
} from './session.ts';

/**
 * Makes a session, once: of all calls with one session id, one starts it. A call whose answer was lost and
 * that is sent again finds its own attempt id in the session, and started it.
 *
 * @returns the session that was there before, where this call did not start it
 */
export async function startSession(
  dynamodb: DynamoDb,
  session: StoredSession,
): Promise<{ started: true } | { started: false; existing: StoredSession | undefined }> {
  try {
    const { Attributes: written } = await dynamodb(startSessionRequest(session));
    if (written?.attemptId !== session.attemptId) {
      throw new TableUnavailableError('the answer is of another request');
    }
    return { started: true };
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
  const existing = await readSession(dynamodb, session.organizationId, session.sessionId);
  return existing?.attemptId === session.attemptId ? { started: true } : { started: false, existing };
}

/**
 * Makes a session that a redeem URL can open within 5 minutes.
 *
 * @param options.claims as the schema accepts them
 * @param options.sessionsValidFrom the organization's limit
 * @param options.now epoch milliseconds
 */
export async function createPendingSession(
  dynamodb: DynamoDb,
  organizationId: string,
  { claims, sessionsValidFrom, now }: { claims: ViewerClaims; sessionsValidFrom: string; now: number },
): Promise<PendingSession> {
  const expires = now + pendingForMs;
  const session: PendingSession = {
    organizationId,
    sessionId: `s.${randomBytes(16).toString('hex')}`,
    state: 'pending',
    attemptId: randomUUID(),
    claims,
    createdAt: creationTime(now, sessionsValidFrom),
    expiresAt: isoTime(expires),
    // A day longer than it can be redeemed, so that it can be told why its URL does not open any more.
    purgeAt: Math.ceil(expires / 1000) + 86_400,
  };
  const { started } = await startSession(dynamodb, session);
  if (!started) throw new Error('a session with this random id was there before');
  return session;
}

/**
 * Makes a pending session active, once: of all calls for one session, one redeems it. A call whose answer was
 * lost and that is sent again finds its own attempt id in the session, and redeemed it.
 *
 * @returns the session, or what stands in its place where this call did not redeem it
 */
export async function redeemSession(
  dynamodb: DynamoDb,
  redemption: Redemption,
): Promise<{ redeemed: true; session: Session } | { redeemed: false; existing: StoredSession | undefined }> {
  const { organizationId, sessionId, attemptId } = redemption;
  try {
    const { Attributes: written = {} } = await dynamodb(redeemSessionRequest(redemption));
    requireKey(written, sessionKey(organizationId, sessionId));
    if (written.attemptId !== attemptId) throw new TableUnavailableError('the answer is of another request');
    return { redeemed: true, session: toSession(written) as Session };
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
  const existing = await readSession(dynamodb, organizationId, sessionId);
  return existing?.attemptId === attemptId
    ? { redeemed: true, session: existing as Session }
    : { redeemed: false, existing };
}

/** Ends a session, for good. `false` when there is none with this id. */
export const endSession = (dynamodb: DynamoDb, organizationId: string, sessionId: string): Promise<boolean> =>
  writeIf(dynamodb, endSessionRequest(organizationId, sessionId), ({ state }) => state === 'ended');

/** Reads a session: one strongly consistent read. `undefined` when there is none. */
export async function readSession(
  dynamodb: DynamoDb,
  organizationId: string,
  sessionId: string,
): Promise<StoredSession | undefined> {
  const item = await getItem(dynamodb, sessionRequest(organizationId, sessionId));
  return item && toSession(item);
}

/** Reads what verifying a session needs: one batch of two strongly consistent reads. */
export async function readOrganizationAndSession(
  dynamodb: DynamoDb,
  organizationId: string,
  sessionId: string,
): Promise<{ organization: Organization | undefined; session: StoredSession | undefined }> {
  const answer = await dynamodb(organizationAndSessionRequest(organizationId, sessionId));
  const organization = only(answer.Responses, 'EmbedSecrets', organizationKey(organizationId));
  const session = only(answer.Responses, 'EmbedSessions', sessionKey(organizationId, sessionId));
  return {
    organization: organization && toOrganization(organization),
    session: session && toSession(session),
  };
}

function only(
  responses: Partial<Record<Table, readonly Item[]>> | undefined,
  table: Table,
  key: Key,
): Item | undefined {
  const items = responses?.[table] ?? [];
  for (const item of items) requireKey(item, key);
  return items[0];
}
