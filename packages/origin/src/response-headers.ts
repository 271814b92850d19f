import type { EmbedIdentity } from './identity.ts';
import { EmbedIdentityError } from './identity-error.ts';

/**
 * The policy that says which pages may embed the application. An organization that didn't restrict them may
 * embed anywhere; saying so also overrides an `X-Frame-Options` of the application.
 *
 * It is sent as a separate header, in addition to a policy of the application: browsers enforce both.
 */
export const frameAncestorsPolicy = ({ frameAncestors }: EmbedIdentity): string =>
  `frame-ancestors ${frameAncestors.length === 0 ? '*' : frameAncestors.join(' ')}`;

/** What one viewer sees must not reach another. An application may allow the viewer's own browser to cache. */
export const viewerCacheControl = (cacheControl: string): string =>
  /\b(?:private|no-store)\b/i.test(cacheControl) ? cacheControl : 'private, no-store';

/**
 * The response to a request that isn't let through.
 *
 * @throws what isn't an {@link EmbedIdentityError}
 */
export function refusal(error: unknown): {
  status: 401 | 503;
  headers: Record<string, string>;
  body: string;
} {
  if (!(error instanceof EmbedIdentityError)) throw error;
  return {
    status: error.status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      ...(error.status === 503 ? { 'retry-after': '1' } : {}),
    },
    body: error.status === 503 ? 'Temporarily unavailable.\n' : 'No verified identity.\n',
  };
}
