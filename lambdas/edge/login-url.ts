import type { ViewerClaims } from '../../shared/embed-url/claims.ts';
import type { Refusal } from '../../shared/embed-url/refusal.ts';
import { loginPath, urlFormat } from '../../shared/embed-url/url-format.ts';
import { parseLoginQuery, verifyLoginUrl } from '../../shared/embed-url/verify-login-url.ts';
import { parseV0Query, verifyV0LoginUrl } from '../../shared/embed-url/verify-v0-login-url.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import { strictClaims } from '../../shared/organizations/strict-claims.ts';
import { verificationKeys } from '../../shared/secrets/verification-keys.ts';

/** A login URL with a valid signature. `exp` is in epoch seconds; a v0 URL has none. */
export type Login = { secretId: string; claims: ViewerClaims; nonce: string; exp?: number };

/** A well-formed login URL, to be verified against the organization as the table has it. */
export type ParsedLoginUrl = {
  ok: true;
  format: 'v1' | 'v0';
  verify: (
    organization: Organization,
    options: { loginUrl: string; now: number },
  ) => ({ ok: true } & Login) | Refusal;
};

/** Parses the query of a login URL, v1 or v0. A query refused here needs no table read. */
export const parseLoginUrl = (query: string): ParsedLoginUrl | Refusal =>
  urlFormat({ path: loginPath, query }) === 'v0' ? parseV0(query) : parseV1(query);

function parseV1(query: string): ParsedLoginUrl | Refusal {
  const parsed = parseLoginQuery(query);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    format: 'v1',
    verify: (organization, options) => {
      const keys = verificationKeys(organization);
      const verdict = verifyLoginUrl(parsed.parameters, {
        ...options,
        keys,
        customClaims: strictClaims(organization),
      });
      if (!verdict.ok) return verdict;
      const { secretId, claims } = verdict;
      return { ok: true, secretId, claims, nonce: claims.nonce, exp: claims.exp };
    },
  };
}

function parseV0(query: string): ParsedLoginUrl | Refusal {
  const parsed = parseV0Query(query);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    format: 'v0',
    verify: (organization, options) => {
      const keys = verificationKeys(organization);
      const { acceptV0 } = organization.settings;
      return verifyV0LoginUrl(parsed.parameters, { ...options, keys, acceptV0 });
    },
  };
}
