export const loginPath = '/embed/login';
export const redeemPath = '/embed/sso/redeem-session';

/** The formats of protocol.md. */
export type UrlFormat = 'v1' | 'v0' | 'redeem';

/**
 * Tells which format a signed URL has, from its path and raw query. A `payload` makes a login URL v1.
 *
 * @param query as received, without the leading `?`
 * @returns `undefined` when it has none of them
 */
export function urlFormat({ path, query }: { path: string; query: string }): UrlFormat | undefined {
  if (path === redeemPath) return 'redeem';
  if (path !== loginPath) return undefined;
  if (hasParameter(query, 'payload')) return 'v1';
  return hasParameter(query, 'contentPath') ? 'v0' : undefined;
}

const hasParameter = (query: string, name: string): boolean =>
  query.startsWith(`${name}=`) || query.includes(`&${name}=`);
