import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A parameter of the address to which a login redirects: it says that a login on this host succeeded within the last
 * minute, and nothing about whose. If the next request carries it but no session cookie, the browser didn't keep the
 * cookie. It lets nobody in.
 */
const parameter = 'x-embed-login';
const validForSeconds = 60;
const pattern = /(?:^|&)x-embed-login=([1-9]\d{9,11})\.([\w-]{43})(?:&|$)/;

type MarkerOptions = {
  /** In lower case, with its port. */
  host: string;
  /** Epoch milliseconds. */
  now: number;
};

/** Adds the marker to the query of a `Location`. */
export function addLoginMarker(
  location: string,
  { host, now, cookieKey }: MarkerOptions & { cookieKey: string },
): string {
  const expires = Math.floor(now / 1000) + validForSeconds;
  const hash = location.indexOf('#');
  const [url, fragment] = hash === -1 ? [location, ''] : [location.slice(0, hash), location.slice(hash)];
  const marker = `${parameter}=${expires}.${markerMac(expires, host, cookieKey)}`;
  return `${url}${url.includes('?') ? '&' : '?'}${marker}${fragment}`;
}

/** Whether a query has something that looks like a marker: only then is it worth verifying. */
export const mayHaveLoginMarker = (query: string): boolean => pattern.test(query);

/** Whether a query has a marker that this environment made for this host within the last minute. */
export function hasLoginMarker(
  query: string,
  { host, now, cookieKeys }: MarkerOptions & { cookieKeys: readonly string[] },
): boolean {
  const [, expires = '', mac = ''] = pattern.exec(query) ?? [];
  if (!(now < Number(expires) * 1000)) return false;
  return cookieKeys.some((cookieKey) =>
    timingSafeEqual(Buffer.from(mac), Buffer.from(markerMac(Number(expires), host, cookieKey))),
  );
}

/** A query without the marker, as the origin gets it: a name that begins so is the edge's own, as it is of headers. */
export const removeLoginMarker = (query: string): string =>
  query.includes(`${parameter}=`)
    ? query
        .split('&')
        .filter((pair) => !pair.startsWith(`${parameter}=`))
        .join('&')
    : query;

/** The first line keeps it apart from the environment MAC of a cookie. */
const markerMac = (expires: number, host: string, cookieKey: string): string =>
  createHmac('sha256', Buffer.from(cookieKey, 'base64url'))
    .update(['login', host, expires].join('\n'))
    .digest('base64url');
