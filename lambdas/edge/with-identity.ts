import type { CloudFrontRequest } from 'aws-lambda';
import { identityHeaderName } from '../../shared/sessions/identity.ts';
import { removeLoginMarker } from '../../shared/sessions/login-marker.ts';
import { otherCookies } from './cookies.ts';

/**
 * Headers with which some servers and frameworks replace the method or the path of a request. What was verified
 * here, as a safe method or for a path, must be what the application executes.
 */
const overrides = [
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-original-url',
  'x-rewrite-url',
];

/**
 * The request as the origin gets it: with the viewer's identity, without the session cookie, without any header
 * that could pass for the identity, without those that override method or path, and without a login's marker.
 */
export function withIdentity(request: CloudFrontRequest, identity: string): CloudFrontRequest {
  const forwarded = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => name !== 'cookie' && isForwarded(name)),
  );
  const cookies = otherCookies(request);
  if (cookies !== undefined) forwarded.cookie = [{ key: 'Cookie', value: cookies }];
  forwarded[identityHeaderName] = [{ key: identityHeaderName, value: identity }];
  return { ...request, querystring: removeLoginMarker(request.querystring), headers: forwarded };
}

/** Servers fold `-`, `_` and other characters in header names into one (CGI): any of them separates words. */
function isForwarded(name: string): boolean {
  const folded = name.toLowerCase().replace(/[^a-z0-9]/g, '-');
  return !folded.startsWith('x-embed-') && !overrides.includes(folded);
}
