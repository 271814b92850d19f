import {
  ConditionFailedError,
  type DynamoDb,
  requireKey,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { claimsMaxBytes } from '../embed-url/claims.ts';
import type { RedeemOverrides } from '../embed-url/verify-redeem-url.ts';
import { readSession, readSessionAccess } from './read-session.ts';
import { type Session, type StoredSession, sessionPrimaryKey, toSession } from './session.ts';

export const redeemSessionAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'SESSION#' },
  ...readSessionAccess,
];

/** What redeeming a pending session writes to it. */
export type Redemption = Required<
  Pick<Session, 'organizationId' | 'sessionId' | 'secretId' | 'attemptId' | 'nonce' | 'expiresAt' | 'purgeAt'>
> & {
  overrides: RedeemOverrides;
  /** ISO time. */
  now: string;
  /** ISO time, of the organization. */
  sessionsValidFrom: string;
};

/**
 * Makes a pending session active, once: of all calls for one session, one redeems it. A call whose response was
 * lost, and that is sent again, finds its own attempt id in the session: it has redeemed it.
 *
 * @returns the session; if this call didn't redeem it, the session that exists
 */
export async function redeemSession(
  dynamodb: DynamoDb,
  redemption: Redemption,
): Promise<{ redeemed: true; session: Session } | { redeemed: false; existing: StoredSession | undefined }> {
  const { organizationId, sessionId, attemptId } = redemption;
  try {
    const { Attributes: written = {} } = await dynamodb(redeemSessionRequest(redemption));
    requireKey(written, sessionPrimaryKey(organizationId, sessionId));
    if (written.attemptId !== attemptId) {
      throw new TableUnavailableError('the response is to another request');
    }
    return { redeemed: true, session: toSession(written) as Session };
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
  const existing = await readSession(dynamodb, organizationId, sessionId);
  return existing?.attemptId === attemptId
    ? { redeemed: true, session: existing as Session }
    : { redeemed: false, existing };
}

/** Makes a pending session active, if it can still be redeemed. Returns all of it: its claims are needed. */
const redeemSessionRequest = ({
  organizationId,
  sessionId,
  now,
  sessionsValidFrom,
  ...redeemed
}: Redemption): UpdateItem => {
  const values = { ...redeemed, redeemedAt: now };
  const names = ['state', ...Object.keys(values)];
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: sessionPrimaryKey(organizationId, sessionId),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: [
        '#state = :pending',
        '#expiresAt > :now',
        '#createdAt > :sessionsValidFrom',
        '#claimsBytes <= :room',
      ].join(' AND '),
      ExpressionAttributeNames: {
        '#createdAt': 'createdAt',
        '#claimsBytes': 'claimsBytes',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        ':state': 'active',
        ':pending': 'pending',
        ':now': now,
        ':sessionsValidFrom': sessionsValidFrom,
        ':room': claimsMaxBytes - addedBytes(values.overrides),
      },
      ReturnValues: 'ALL_NEW',
    },
  };
};

/** By how many bytes members extend an object's JSON at most: their own, with a comma instead of the braces. */
const addedBytes = (members: object): number =>
  Object.keys(members).length === 0 ? 0 : Buffer.byteLength(JSON.stringify(members)) - 1;
