import { leewaySeconds } from '../embed-url/verify-login-url.ts';
import { hostName } from '../hosts/host.ts';
import { canonicalPath } from './canonical-path.ts';

/** What a secret's URLs and sessions are limited to. An absent member limits nothing. */
export type SecretLimits = {
  /** Prefixes of whole segments, decoded: `/reports` covers `/reports` and `/reports/1`, not `/reports-old`. */
  paths?: readonly string[];
  /** In lower case, without a port. */
  hosts?: readonly string[];
  /** The longest that a URL may still be valid when it is opened, in seconds. */
  maxExpiresInSeconds?: number;
};

export type SecretLimit = keyof SecretLimits;

/** A request made with a URL or a session of a secret. */
export type LimitedRequest = {
  /** The request's host, with or without its port. */
  host: string;
  /** What the viewer gets to see: the content path of a URL, the path of a later request. Omitted: not compared. */
  path?: string;
  /**
   * How long the URL that is opened is still valid; `Infinity` for v0 URLs, which don't expire. Omitted for
   * sessions: they have their own length.
   */
  expiresInSeconds?: number;
};

/**
 * Finds the limit that a request exceeds.
 *
 * @param limits the secret's; `undefined` for a secret without limits
 * @returns the first of `hosts`, `paths`, `maxExpiresInSeconds`; `undefined` if the request is within all of them
 */
export function exceededLimit(
  limits: SecretLimits | undefined,
  { host, path, expiresInSeconds }: LimitedRequest,
): SecretLimit | undefined {
  if (limits === undefined) return undefined;
  const { hosts, paths, maxExpiresInSeconds } = limits;
  if (hosts !== undefined && !hosts.includes(hostName(host).toLowerCase())) return 'hosts';
  if (paths !== undefined && path !== undefined && !isWithinPaths(path, paths)) return 'paths';
  if (maxExpiresInSeconds !== undefined && expiresInSeconds !== undefined) {
    if (expiresInSeconds > maxExpiresInSeconds + leewaySeconds) return 'maxExpiresInSeconds';
  }
  return undefined;
}

/** Whether a path is canonical and below one of the prefixes, or one of them. */
function isWithinPaths(path: string, prefixes: readonly string[]): boolean {
  const canonical = canonicalPath(path);
  if (canonical === undefined) return false;
  return prefixes.some(
    (prefix) => prefix === '/' || canonical === prefix || canonical.startsWith(`${prefix}/`),
  );
}
