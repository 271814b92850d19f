import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';

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
        `default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; script-src ${scriptHash}`,
        // Without a list of its own, an organization may embed anywhere.
        ...(ancestors.length > 0 ? [`frame-ancestors ${ancestors.join(' ')}`] : []),
      ].join('; '),
    });
    response.end(page(request.url ?? '/', identity));
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

/**
 * How a running page learns that its session is over: the edge answers its `fetch` with `x-embed-error`, and
 * the page hands that on to the page around it, as the edge's own page does.
 */
const script = `document.getElementById('refresh').addEventListener('click', async () => {
  const response = await fetch(location.href);
  const code = response.headers.get('x-embed-error');
  document.getElementById('refreshed').textContent = code ?? 'The session is alive.';
  if (code === null) return;
  const { requestId } = await response.json();
  parent.postMessage({ source: 'embed', name: 'error', payload: { code, requestId } }, '*');
});`;
const scriptHash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

const page = (path: string, identity: Record<string, unknown>): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The embedded application</title>
<style>
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
body{margin:0;padding:1rem 1.25rem}h1{font-size:1.1rem;margin:0 0 .5rem}p{margin:.25rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;border-radius:.5rem;padding:.75rem}
a{color:light-dark(#06c,#6af)}
</style>
<h1>The embedded application, at ${escapeHtml(path)}</h1>
<p><a href="/dashboards/sales">Sales</a> · <a href="/dashboards/marketing">Marketing</a></p>
<p>The edge vouches for this viewer:</p>
<pre id="identity">${escapeHtml(JSON.stringify(identity, null, 2))}</pre>
<p><button id="refresh" type="button">Refresh data</button> <output id="refreshed"></output></p>
<script>${script}</script>
</html>
`;

/** For text between tags. */
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
