import type { ViewerClaims } from '../../../shared/embed-url/claims.ts';

/** A viewer whom the edge verified within the last minute. */
export type EmbedIdentity = {
  organizationId: string;
  /** The viewer's `externalId`. Unique within the organization only: see `userKey`. */
  sub: string;
  /** `<organizationId>/<sub>`: what to key your users by. Two organizations may use the same `sub`. */
  userKey: string;
  sessionId: string;
  /** Everything that the organization's server signed, unchanged. */
  claims: ViewerClaims;
  /** The origins that may embed the application. Empty if the organization didn't restrict them. */
  frameAncestors: readonly string[];
  /** When the identity expires, a minute after the edge made it: close streams and WebSockets then. */
  expiresAt: Date;
  sessionExpiresAt: Date;
  /** How long the session was still valid when the edge made the identity. Doesn't depend on this machine's clock. */
  sessionExpiresInSeconds: number;
  /** The members of the JWT as the edge signed them. */
  payload: Readonly<Record<string, unknown>>;
};

const identities = new WeakMap<object, EmbedIdentity>();

/**
 * The identity of a request that an adapter let through.
 *
 * @param request what the adapter was given: Node's `IncomingMessage` (Express's `req`, Fastify's `request.raw`)
 *   or a `Request` (Hono's `c.req.raw`)
 * @throws {TypeError} if no adapter verified the request: the route isn't protected
 */
export function identityOf(request: object): EmbedIdentity {
  const identity = identities.get(request);
  if (identity === undefined)
    throw new TypeError("the request wasn't verified: no adapter protects this route");
  return identity;
}

/** Remembers the identity for as long as the request lives. */
export const setIdentity = (request: object, identity: EmbedIdentity): void =>
  void identities.set(request, identity);
