import { isoTime } from '../clock.ts';
import {
  ConditionFailedError,
  type DynamoDb,
  requireKey,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { claimsMaxBytes } from '../embed-url/claims.ts';
import { leewaySeconds } from '../embed-url/verify-login-url.ts';
import type { RedeemOverrides } from '../embed-url/verify-redeem-url.ts';
import type { SecretLimits } from '../secrets/secret-limits.ts';
import { setClause } from '../set-clause.ts';
import { readSession } from './read-session.ts';
import { type Session, type StoredSession, sessionPrimaryKey, toSession } from './session.ts';

/** Besides what `readSession` needs. A list that includes another one would stay in the edge's bundle. */
export const redeemSessionAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'SESSION#' },
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
  /** Of the secret that signed the URL. */
  limits: SecretLimits | undefined;
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
  limits,
  ...redeemed
}: Redemption): UpdateItem => {
  const { overrides } = redeemed;
  const { expression, names, values } = setClause({ state: 'active', ...redeemed, redeemedAt: now });
  const limited = limitConditions(limits, now);
  const room = claimsMaxBytes - addedBytes(overrides);
  // Of large claims, the identity holds a reference and what the URL adds.
  const largeFit = room >= claimsReferenceBytes ? ['attribute_exists(#claimsSha256)'] : [];
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: sessionPrimaryKey(organizationId, sessionId),
      UpdateExpression: expression,
      ConditionExpression: [
        '#state = :pending',
        '#expiresAt > :now',
        '#createdAt > :sessionsValidFrom',
        `(${['#claimsBytes <= :room', ...largeFit].join(' OR ')})`,
        ...limited.conditions,
      ].join(' AND '),
      ExpressionAttributeNames: {
        '#createdAt': 'createdAt',
        '#claimsBytes': 'claimsBytes',
        ...(largeFit.length === 0 ? {} : { '#claimsSha256': 'claimsSha256' }),
        ...limited.names,
        ...names,
      },
      ExpressionAttributeValues: {
        ...values,
        ':pending': 'pending',
        ':now': now,
        ':sessionsValidFrom': sessionsValidFrom,
        ':room': room,
        ...limited.values,
      },
      ReturnValues: 'ALL_NEW',
    },
  };
};

/** What a secret's limits demand of the pending session. Its canonical content path was stored with it. */
function limitConditions(
  { paths, maxExpiresInSeconds }: SecretLimits = {},
  now: string,
): { conditions: string[]; names: Record<string, string>; values: Record<string, string> } {
  const within = (paths ?? []).map((path, index) =>
    path === '/'
      ? `begins_with(#contentPath, :path${index})`
      : `#contentPath = :path${index} OR begins_with(#contentPath, :below${index})`,
  );
  return {
    conditions: [
      ...(paths === undefined ? [] : [`(${within.join(' OR ')})`]),
      ...(maxExpiresInSeconds === undefined ? [] : ['#expiresAt <= :latestEnd']),
    ],
    names: paths === undefined ? {} : { '#contentPath': 'contentPath' },
    values: Object.fromEntries([
      ...(paths ?? []).flatMap((path, index) => [
        [`:path${index}`, path],
        ...(path === '/' ? [] : [[`:below${index}`, `${path}/`]]),
      ]),
      ...(maxExpiresInSeconds === undefined
        ? []
        : [[':latestEnd', isoTime(Date.parse(now) + (maxExpiresInSeconds + leewaySeconds) * 1000)]]),
    ]),
  };
}

/** More than `{"sha256":"…","overrides":}` has. */
const claimsReferenceBytes = 128;

/** By how many bytes members extend an object's JSON at most: their own, with a comma instead of the braces. */
const addedBytes = (members: object): number =>
  Object.keys(members).length === 0 ? 0 : Buffer.byteLength(JSON.stringify(members)) - 1;
