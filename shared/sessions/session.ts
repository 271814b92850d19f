import type { Item, Key } from '../dynamodb.ts';
import type { ViewerClaims } from '../embed-url/claims.ts';
import type { RedeemOverrides } from '../embed-url/verify-redeem-url.ts';

/** A viewer's session: one item of `EmbedSessions`, which outlives the URL that made it. */
export type Session = SessionItem & {
  state: 'active' | 'ended';
  /** The secret that signed the URL. */
  secretId: string;
  /** Of the URL that redeemed it, in 2-step SSO, and when. */
  nonce?: string;
  redeemedAt?: string;
};

/** A session of 2-step SSO before its URL is opened: it can be redeemed until `expiresAt`, once. */
export type PendingSession = SessionItem & { state: 'pending' };

export type StoredSession = Session | PendingSession;

type SessionItem = {
  organizationId: string;
  /** `n.` + the nonce of the URL that made it, or `s.` + 32 random characters in 2-step SSO. */
  sessionId: string;
  /** Random, of the attempt that made the session, or redeemed it: tells a lost answer from a used URL. */
  attemptId: string;
  claims: ViewerClaims;
  /** ISO times. */
  createdAt: string;
  expiresAt: string;
  /**
   * Epoch seconds: when DynamoDB may remove the item. Never before the URL itself has expired: none for a URL
   * that does not expire.
   */
  purgeAt?: number;
};

/** How long a pending session can be redeemed. */
export const pendingForMs = 5 * 60_000;

/** The id of the session that a URL makes: there can only be one, so the URL can be used only once. */
export const sessionIdOfNonce = (nonce: string): string => `n.${nonce}`;

/** Whether an id has the form of one. */
export const isSessionId = (text: string): boolean => /^[ns]\.[A-Za-z0-9]{32}$/.test(text);

/** Whether an id has the form of one of 2-step SSO. */
export const isPendingSessionId = (text: string): boolean => isSessionId(text) && text.startsWith('s.');

/**
 * When a session is created: now, or just after the limit on sessions. The clock that set the limit may be
 * ahead of this one; the session comes after it all the same.
 *
 * @returns an ISO time
 */
export const creationTime = (now: number, sessionsValidFrom: string): string =>
  new Date(Math.max(now, Date.parse(sessionsValidFrom) + 1)).toISOString();

export const sessionKey = (organizationId: string, sessionId: string): Key => ({
  partitionKey: `SESSION#${organizationId}#${sessionId}`,
});

/** The id in a session's partition key. */
export const sessionIdOfKey = (partitionKey: string): string =>
  partitionKey.slice(partitionKey.lastIndexOf('#') + 1);

/** An item of the table as a session. What a redeem URL adds to the claims stands beside them. */
export const toSession = ({ claims, overrides, ...item }: Item): StoredSession =>
  ({
    ...item,
    claims: { ...JSON.parse(String(claims)), ...(overrides as RedeemOverrides | undefined) },
  }) as unknown as StoredSession;
