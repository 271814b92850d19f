import type { Item, PrimaryKey } from '../dynamodb.ts';
import type { ViewerClaims } from '../embed-url/claims.ts';
import type { RedeemOverrides } from '../embed-url/verify-redeem-url.ts';

/** A viewer's session: one item of `EmbedSessions`, which outlives the URL that created it. */
export type Session = SessionItem & {
  state: 'active' | 'ended';
  /** The secret that signed the URL. */
  secretId: string;
  /** The nonce of the URL that redeemed it, in 2-step SSO. */
  nonce?: string;
  redeemedAt?: string;
};

/** A session of 2-step SSO before its URL is opened. It can be redeemed until `expiresAt`, once. */
export type PendingSession = SessionItem & {
  state: 'pending';
  /** The canonical path of the claims' content path, for the limits of the secret that redeems it; absent if none. */
  contentPath?: string;
};

export type StoredSession = Session | PendingSession;

type SessionItem = {
  organizationId: string;
  /** `n.` + the nonce of the URL that created it, or `s.` + 32 random characters in 2-step SSO. */
  sessionId: string;
  /** Random, of the attempt that created or redeemed the session: distinguishes a lost response from a used URL. */
  attemptId: string;
  /** Of large claims, only those that the edge needs. */
  claims: ViewerClaims;
  /** Only of large claims, which are in an item of their own. */
  claimsRef?: ClaimsReference;
  /** ISO times. */
  createdAt: string;
  expiresAt: string;
  /**
   * Epoch seconds: when DynamoDB may remove the item. Never before the URL itself has expired; absent for a URL
   * that doesn't expire.
   */
  purgeAt?: number;
};

/** What the origin gets in place of large claims: it fetches them with get-session-claims. */
type ClaimsReference = {
  /** SHA-256 of the claims' JSON, in lowercase hex. */
  sha256: string;
  /** What the redeem URL added: the origin puts it above the claims. */
  overrides: RedeemOverrides;
};

/** How long a pending session can be redeemed. */
export const pendingForMs = 5 * 60_000;

/**
 * When a session is created: now, or just after `sessionsValidFrom`. The clock that set it may be ahead of this
 * one; the session is valid all the same.
 *
 * @returns an ISO time
 */
export const creationTime = (now: number, sessionsValidFrom: string): string =>
  new Date(Math.max(now, Date.parse(sessionsValidFrom) + 1)).toISOString();

export const sessionPrimaryKey = (organizationId: string, sessionId: string): PrimaryKey => ({
  partitionKey: `SESSION#${organizationId}#${sessionId}`,
});

/** The id in a session's partition key. */
export const sessionIdOfKey = (partitionKey: string): string =>
  partitionKey.slice(partitionKey.lastIndexOf('#') + 1);

/**
 * Converts an item to a session. What a redeem URL adds to the claims is stored separately.
 *
 * Large claims have an excerpt under another name: a version that doesn't know them must fail, not let the viewer in
 * with the excerpt as all there is.
 */
export const toSession = ({
  claims,
  excerpt,
  claimsSha256: sha256,
  overrides = {},
  ...item
}: Item): StoredSession =>
  ({
    ...item,
    claims: {
      ...JSON.parse(String(sha256 === undefined ? claims : excerpt)),
      ...(overrides as RedeemOverrides),
    },
    ...(sha256 === undefined ? {} : { claimsRef: { sha256, overrides } }),
  }) as unknown as StoredSession;
