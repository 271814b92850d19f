import type { UrlFormat } from '../embed-url/url-format.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { type Secret, secretOf } from '../secrets/secret.ts';
import { exceededLimit, type SecretLimit, type SecretLimits } from '../secrets/secret-limits.ts';
import { secretStatus } from '../secrets/secret-status.ts';
import type { StoredSession } from '../sessions/session.ts';
import { type Finding, finding } from './inspection.ts';

/** A correctly signed URL, and the session that it redeems in 2-step SSO. */
export type SignedUrl = {
  format: UrlFormat;
  host: string;
  claims: object | undefined;
  session: StoredSession | undefined;
};

/**
 * Why the secret that signed a URL doesn't let it in; `undefined` if it does.
 *
 * @param now epoch milliseconds
 */
export function secretFinding(
  organization: OrganizationWithoutKeys,
  secret: Secret,
  { url, now }: { url: SignedUrl; now: number },
): Finding | undefined {
  const { lifecycle, name } = secret;
  const status = secretStatus(lifecycle, now);
  if (status === 'retired') return retired(organization, secret);
  if (status === 'disabled') {
    const { disabledAt = 'an unknown time', disabledUntil } = lifecycle;
    const end = disabledUntil === undefined ? '' : `, until ${disabledUntil}`;
    return finding(
      'secret_disabled',
      `The secret “${name}” has been disabled since ${disabledAt}${end}. Enable it, or sign with an active secret.`,
    );
  }
  const { limits } = lifecycle;
  const request = { host: url.host, ...contentPath(url), expiresInSeconds: secondsLeft(url, now) };
  const limit = exceededLimit(limits, request);
  if (limits === undefined || limit === undefined) return undefined;
  return finding(
    'outside_limits',
    `The secret “${name}” is limited to ${limitText(limits, limit)}; ${requestText(request, limit)}. Sign with another secret, or change its limits.`,
  );
}

function retired(organization: OrganizationWithoutKeys, { name, lifecycle }: Secret): Finding {
  const { retiresAt = 'an unknown time', replacedBy } = lifecycle;
  const successor = replacedBy === undefined ? undefined : secretOf(organization, replacedBy);
  const advice =
    successor === undefined
      ? 'Sign with an active secret.'
      : `“${successor.name}” replaces it: sign with that.`;
  return finding('secret_retired', `The secret “${name}” retired at ${retiresAt}. ${advice}`);
}

/** Of a redeem URL, the content path is in its session; a URL whose claims can't be read has none to compare. */
function contentPath({ claims, session }: SignedUrl): { path?: string } {
  const path = new Map(Object.entries(session?.claims ?? claims ?? {})).get('contentPath');
  return typeof path === 'string' ? { path } : {};
}

function secondsLeft({ format, claims, session }: SignedUrl, now: number): number {
  if (format === 'v0') return Number.POSITIVE_INFINITY;
  if (format === 'redeem') return session === undefined ? 0 : (Date.parse(session.expiresAt) - now) / 1000;
  const exp = new Map(Object.entries(claims ?? {})).get('exp');
  return Number(exp) - Math.floor(now / 1000);
}

function limitText(
  { paths = [], hosts = [], maxExpiresInSeconds = 0 }: SecretLimits,
  limit: SecretLimit,
): string {
  if (limit === 'paths') return `the paths ${paths.join(', ')}`;
  if (limit === 'hosts') return `the hosts ${hosts.join(', ')}`;
  return `URLs that are valid for at most ${maxExpiresInSeconds} more seconds when they are opened`;
}

function requestText(
  { host, path, expiresInSeconds }: { host: string; path?: string; expiresInSeconds: number },
  limit: SecretLimit,
): string {
  if (limit === 'paths') return `the URL leads to ${path}`;
  if (limit === 'hosts') return `the URL is for ${host}`;
  if (expiresInSeconds === Number.POSITIVE_INFINITY) return 'a v0 URL never expires';
  return `this one is valid for ${Math.floor(expiresInSeconds)}`;
}
