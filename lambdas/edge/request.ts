import type { CloudFrontRequest } from 'aws-lambda';
import { sessionCookieName } from '../../shared/sessions/cookie.ts';
import { identityHeaderName } from '../../shared/sessions/identity.ts';

/** The first value of a header, '' where there is none. */
export const header = (request: CloudFrontRequest, name: string): string =>
  request.headers[name]?.[0]?.value ?? '';

/** The Host header in lower case, with its port if it has one. */
export const hostOf = (request: CloudFrontRequest): string => header(request, 'host').toLowerCase();

/** Whether a browser only prepares for a visit that may never come. */
export const isPrefetch = (request: CloudFrontRequest): boolean =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) =>
    /\bpre(?:fetch|render|view)\b/i.test(header(request, name)),
  );

/**
 * Whether another site's page makes the viewer's browser act here: an unsafe method, or a WebSocket, with an
 * `Origin` that is not ours. The session cookie is `SameSite=None`, so nothing else stands against it.
 */
export function isForeignAction(request: CloudFrontRequest, ownOrigin: string): boolean {
  const safe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) && header(request, 'upgrade') === '';
  if (safe) return false;
  return (request.headers.origin ?? []).some(({ value }) => value.toLowerCase() !== ownOrigin);
}

/** The value of the session cookie, where it is there exactly once. */
export function sessionCookieOf(request: CloudFrontRequest): string | undefined {
  const values = cookiePairs(request)
    .filter(isSessionCookie)
    .map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
  return values.length === 1 ? values[0] : undefined;
}

/**
 * The request as the origin gets it: with the viewer's identity, without the session cookie, and without any
 * header that could pass for the identity. Servers fold `-`, `_` and other signs in header names into one
 * (CGI), so a name counts whatever stands between its words.
 */
export function withIdentity(request: CloudFrontRequest, identity: string): CloudFrontRequest {
  const forwarded = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) => name !== 'cookie' && !/^x[^a-z0-9]embed[^a-z0-9]/i.test(name),
    ),
  );
  const cookies = cookiePairs(request).filter((pair) => !isSessionCookie(pair));
  if (cookies.length > 0) forwarded.cookie = [{ key: 'Cookie', value: cookies.join('; ') }];
  forwarded[identityHeaderName] = [{ key: identityHeaderName, value: identity }];
  return { ...request, headers: forwarded };
}

const cookiePairs = (request: CloudFrontRequest): string[] =>
  (request.headers.cookie ?? [])
    .flatMap(({ value }) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');

const isSessionCookie = (pair: string): boolean => pair.split('=', 1)[0]?.trim() === sessionCookieName;
