import { deflateRawSync } from 'node:zlib';
import { signText } from '../../../shared/embed-url/signature.ts';
import {
  type LoginVerdict,
  parseLoginQuery,
  verifyLoginUrl,
} from '../../../shared/embed-url/verify-login-url.ts';

export const now = 1_700_000_000;
export const secretKey = 'super_secret';
const loginUrl = 'https://acme.embed-omniapp.co/embed/login';
export const claims = {
  loginUrl,
  contentPath: '/dashboards/da24491e',
  externalId: 'user-1',
  name: 'Ada',
  nonce: 'a'.repeat(32),
  exp: now + 3600,
};

/** Verifies a query as a request to {@link loginUrl} at {@link now}. */
export function verify(
  query: string,
  keys: Record<string, string> = { s1: secretKey },
  at = now,
): LoginVerdict {
  const parsed = parseLoginQuery(query);
  return parsed.ok ? verifyLoginUrl(parsed.parameters, { loginUrl, keys, now: at }) : parsed;
}

export const payloadOf = (value: unknown): string =>
  deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
export const queryOf = (payload: string, key = secretKey): string =>
  `payload=${payload}&signature=${signText(key, payload)}`;
export const verifyClaims = (value: unknown, at = now): LoginVerdict =>
  verify(queryOf(payloadOf(value)), undefined, at);
