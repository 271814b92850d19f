import type { CloudFrontRequest } from 'aws-lambda';
import { sessionCookieName } from '../../shared/sessions/cookie.ts';

/** The value of the session cookie, if the request has exactly one. */
export function sessionCookieOf(request: CloudFrontRequest): string | undefined {
  const values = cookiePairs(request)
    .filter(isSessionCookie)
    .map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
  return values.length === 1 ? values[0] : undefined;
}

/** The request's other cookies, as a `Cookie` header; `undefined` if there are none. */
export function otherCookies(request: CloudFrontRequest): string | undefined {
  const others = cookiePairs(request).filter((pair) => !isSessionCookie(pair));
  return others.length === 0 ? undefined : others.join('; ');
}

const cookiePairs = (request: CloudFrontRequest): string[] =>
  (request.headers.cookie ?? [])
    .flatMap(({ value }) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');

const isSessionCookie = (pair: string): boolean => pair.split('=', 1)[0]?.trim() === sessionCookieName;
