import { fetchHandler } from './fetch-handler.ts';
import type { EmbedIdentity } from './identity.ts';
import { type LargeClaimsOptions, largeClaims } from './large-claims.ts';
import { expressMiddleware, fastifyHook, nodeListener } from './node-adapters.ts';
import { identityVerifier, type VerifierOptions } from './verify-identity.ts';

export type EmbedIdentityOptions = VerifierOptions & {
  /** How to fetch claims that are too large for the identity. Without it, a viewer with such claims gets 503. */
  largeClaims?: LargeClaimsOptions;
};

/** The duties of an embedded application. */
export type EmbedOrigin = {
  /**
   * Verifies the value of a request's `x-embed-identity` header.
   *
   * @throws {EmbedIdentityError} if the header is missing, not valid now, or can't be verified
   */
  verify: (header: string | string[] | null | undefined) => Promise<EmbedIdentity>;
  /** A listener for `http.createServer`. */
  node: ReturnType<typeof nodeListener>;
  /** Express middleware. */
  express: ReturnType<typeof expressMiddleware>;
  /** A hook for Fastify's `onRequest`. */
  fastify: ReturnType<typeof fastifyHook>;
  /** A fetch-style handler: Hono's `fetch`, a Next route handler. */
  fetch: ReturnType<typeof fetchHandler>;
};

/**
 * Protects an embedded application. Each adapter verifies every request, refuses it with 401 if it didn't come
 * through the edge, and adds `Content-Security-Policy: frame-ancestors` and `Cache-Control: private, no-store`
 * to the response.
 *
 * @throws {TypeError} if an option is missing or wrong
 *
 * @example
 * const embed = embedIdentity({ issuer: 'https://embed.example.com', audience: 'https://app.example.com' });
 * app.use(embed.express());
 * app.get('/', (request, response) => response.send(`Hello ${identityOf(request).claims.name}`));
 */
export function embedIdentity({ largeClaims: options, ...verifier }: EmbedIdentityOptions): EmbedOrigin {
  const verify = identityVerifier(verifier, largeClaims(options));
  return {
    verify,
    node: nodeListener(verify),
    express: expressMiddleware(verify),
    fastify: fastifyHook(verify),
    fetch: fetchHandler(verify),
  };
}
