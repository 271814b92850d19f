import type { CloudFrontResultResponse } from 'aws-lambda';
import { type DenialCode, denialPage } from './denial-page.ts';

const statuses = {
  forbidden: { status: '403', statusDescription: 'Forbidden' },
  unavailable: { status: '503', statusDescription: 'Service Unavailable' },
  cookie_blocked: { status: '403', statusDescription: 'Forbidden' },
} as const;

/**
 * The response to every refused request: a page, or JSON for a program.
 *
 * @param requestId CloudFront's, to find the reason in the log
 */
export function denial(code: DenialCode, requestId: string, asJson: boolean): CloudFrontResultResponse {
  const { html, contentSecurityPolicy } = denialPage(code, requestId);
  const contentHeaders = asJson
    ? { 'content-type': 'application/json' }
    : { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy };
  return {
    ...statuses[code],
    headers: headers({
      ...contentHeaders,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-embed-error': code,
      ...(code === 'unavailable' ? { 'retry-after': '1' } : {}),
    }),
    body: asJson ? JSON.stringify({ code, requestId }) : html,
  };
}

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
