import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { dashboard, dashboardScriptHash } from './dashboard.ts';

export type OriginOptions = {
  /** Where the edge publishes its public keys: `https://<embed domain>/.well-known/jwks.json`. */
  jwksUrl: string;
  /** `iss` and `aud`, as the environment sets them. */
  issuer: string;
  audience: string;
};

/**
 * A sample of the application that is embedded: it trusts the identity header and nothing else, and shows whom
 * it sees. Copy {@link verifyIdentity} into yours; any JWT library does it.
 */
export function originHandler(options: OriginOptions) {
  const verifyIdentity = identityVerifier(options);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const identity = await verifyIdentity(request.headers['x-embed-identity']);
    if (identity === undefined) {
      response.writeHead(401, { 'content-type': 'text/plain; charset=utf-8' }).end('No verified identity.\n');
      return;
    }
    const ancestors = identity.frame_ancestors as string[];
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        `default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; script-src ${dashboardScriptHash}`,
        // Without a list of its own, an organization may embed anywhere.
        ...(ancestors.length > 0 ? [`frame-ancestors ${ancestors.join(' ')}`] : []),
      ].join('; '),
    });
    response.end(dashboard(request.url ?? '/', identity));
  };
}

/** Verifies the identity header; `undefined` when it is missing, wrong or too old. */
function identityVerifier({ jwksUrl, issuer, audience }: OriginOptions) {
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (header: string | string[] | undefined): Promise<Record<string, unknown> | undefined> => {
    if (typeof header !== 'string') return undefined;
    try {
      const { payload } = await jwtVerify(header, keys, { issuer, audience, algorithms: ['ES256'] });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}
