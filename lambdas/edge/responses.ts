import { createHash } from 'node:crypto';
import type { CloudFrontResultResponse } from 'aws-lambda';

/** What the viewer learns. The reason is only in the log. */
export type DenialCode = 'forbidden' | 'unavailable';

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;text-align:center}
main{padding:2rem;max-width:30rem}h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0 0 1rem}
small{opacity:.7;overflow-wrap:anywhere}`;

/** Notifies the embedding page, so that it can sign again. It learns no more than the page shows. */
const script = `const {code,requestId}=document.documentElement.dataset;
if(parent!==window)parent.postMessage({source:'embed',name:'error',payload:{code,requestId}},'*')`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const contentSecurityPolicy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}`;

const pages = {
  forbidden: {
    status: '403',
    statusDescription: 'Forbidden',
    title: 'This content is not available',
    text: 'The link has expired, was already used, or is no longer valid. Reload the page you came from.',
  },
  unavailable: {
    status: '503',
    statusDescription: 'Service Unavailable',
    title: 'Temporarily unavailable',
    text: 'Please try again in a moment.',
  },
} as const;

/**
 * The response to every refused request: a page, or JSON for a program.
 *
 * @param requestId CloudFront's, to find the reason in the log
 */
export function denial(code: DenialCode, requestId: string, asJson: boolean): CloudFrontResultResponse {
  const { status, statusDescription, title, text } = pages[code];
  const contentHeaders = asJson
    ? { 'content-type': 'application/json' }
    : { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy };
  return {
    status,
    statusDescription,
    headers: headers({
      ...contentHeaders,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-embed-error': code,
      ...(code === 'unavailable' ? { 'retry-after': '1' } : {}),
    }),
    body: asJson
      ? JSON.stringify({ code, requestId })
      : page({ code, requestId: printable(requestId), title, text }),
  };
}

const page = ({
  code,
  requestId,
  title,
  text,
}: Record<'code' | 'requestId' | 'title' | 'text', string>): string =>
  `<!doctype html>
<html lang="en" data-code="${code}" data-request-id="${requestId}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<main><h1>${title}</h1><p>${text}</p><small>Request ${requestId}</small></main>
<script>${script}</script>
</html>
`;

const printable = (text: string): string => text.replace(/[^\w=.-]/g, '');

/** Redirects to the session's content, and sets the cookie of a new session. */
export const redirect = (location: string, setCookie?: string): CloudFrontResultResponse => ({
  status: '302',
  statusDescription: 'Found',
  headers: headers({
    location,
    'cache-control': 'no-store',
    ...(setCookie === undefined ? {} : { 'set-cookie': setCookie }),
  }),
});

/** For a request that only prepares a visit: nothing was read, nothing consumed. */
export const noContent = (): CloudFrontResultResponse => ({
  status: '204',
  statusDescription: 'No Content',
  headers: headers({ 'cache-control': 'no-store' }),
});

/** The public keys that verify identities (RFC 7517). */
export const jwksDocument = (jwks: object): CloudFrontResultResponse => ({
  status: '200',
  statusDescription: 'OK',
  headers: headers({
    'content-type': 'application/jwk-set+json',
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
  }),
  body: JSON.stringify(jwks),
});

/**
 * RFC 6797. CloudFront adds it to the origin's responses (`infra/constructs/embed-distribution.ts`). Not for
 * subdomains: those of a custom host are the customer's own.
 */
const hsts = { 'strict-transport-security': 'max-age=31536000' };

const headers = (values: Record<string, string>): NonNullable<CloudFrontResultResponse['headers']> =>
  Object.fromEntries(Object.entries({ ...hsts, ...values }).map(([key, value]) => [key, [{ key, value }]]));
