import type { Item, Key } from '../dynamodb.ts';
import type { ViewerClaims } from '../embed-url/claims.ts';

/** A viewer's session: one item of `EmbedSessions`, which outlives the URL that made it. */
export type Session = {
  organizationId: string;
  /** `n.` + the nonce of the URL that made it. */
  sessionId: string;
  state: 'active' | 'ended';
  /** The secret that signed the URL. */
  secretId: string;
  /** Random, of the attempt that made the session: tells a lost answer from a used URL. */
  attemptId: string;
  claims: ViewerClaims;
  /** ISO times. */
  createdAt: string;
  expiresAt: string;
  /** Epoch seconds: when DynamoDB may remove the item. Never before the URL itself has expired. */
  purgeAt: number;
};

/** The id of the session that a URL makes: there can only be one, so the URL can be used only once. */
export const sessionIdOfNonce = (nonce: string): string => `n.${nonce}`;

export const sessionKey = (organizationId: string, sessionId: string): Key => ({
  partitionKey: `SESSION#${organizationId}#${sessionId}`,
});

/** An item of the table as a session. */
export const toSession = ({ claims, ...item }: Item): Session =>
  ({ ...item, claims: JSON.parse(String(claims)) }) as unknown as Session;
