import type { CloudFrontRequest } from 'aws-lambda';
import { identityHeaderName } from '../../shared/sessions/identity.ts';
import { otherCookies } from './cookies.ts';

/**
 * The request as the origin gets it: with the viewer's identity, without the session cookie, and without any
 * header that could pass for the identity. Servers fold `-`, `_` and other characters in header names into one
 * (CGI), so a name counts whatever separates its words.
 */
export function withIdentity(request: CloudFrontRequest, identity: string): CloudFrontRequest {
  const forwarded = Object.fromEntries(
    Object.entries(request.headers).filter(
      ([name]) => name !== 'cookie' && !/^x[^a-z0-9]embed[^a-z0-9]/i.test(name),
    ),
  );
  const cookies = otherCookies(request);
  if (cookies !== undefined) forwarded.cookie = [{ key: 'Cookie', value: cookies }];
  forwarded[identityHeaderName] = [{ key: identityHeaderName, value: identity }];
  return { ...request, headers: forwarded };
}
