import { leewaySeconds } from '../embed-url/verify-login-url.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { newestFirst, type Secret, secretOf } from './secret.ts';
import { exceededLimit } from './secret-limits.ts';
import { secretStatus } from './secret-status.ts';

/** A login URL to sign. */
type UrlToSign = {
  host: string;
  contentPath: string;
  /** Seconds. */
  expiresIn: number;
};

/** `why` is for the caller. */
export type SigningSecret =
  | { ok: true; secretId: string }
  | { ok: false; reason: 'unknown_secret' }
  | { ok: false; reason: 'no_secret'; why: string };

/**
 * Selects the secret to sign a URL with: the named one, or else the newest that is active and whose limits the URL
 * is within. A URL that wouldn't open isn't signed.
 *
 * @param options.secretId a retiring secret has to be named
 * @param options.now epoch milliseconds
 */
export function selectSigningSecret(
  organization: OrganizationWithoutKeys,
  { secretId, url, now }: { secretId: string | undefined; url: UrlToSign; now: number },
): SigningSecret {
  if (secretId === undefined) {
    const found = newestFirst(organization).find(
      (secret) => secretStatus(secret.lifecycle, now) === 'active' && exceeded(secret, url) === undefined,
    );
    if (found !== undefined) return { ok: true, secretId: found.id };
    const why =
      'The organization has no active secret whose limits allow this URL. Create one, or name a secretId.';
    return { ok: false, reason: 'no_secret', why };
  }
  const secret = secretOf(organization, secretId);
  if (secret === undefined) return { ok: false, reason: 'unknown_secret' };
  const status = secretStatus(secret.lifecycle, now);
  if (status === 'disabled' || status === 'retired') {
    return {
      ok: false,
      reason: 'no_secret',
      why: `The secret is ${status}: a URL signed with it wouldn't open.`,
    };
  }
  const limit = exceeded(secret, url);
  if (limit === undefined) return { ok: true, secretId };
  return { ok: false, reason: 'no_secret', why: `The URL is outside the secret's limits: ${limit}.` };
}

/** Without the leeway that the edge allows for clocks that differ. */
const exceeded = ({ lifecycle }: Secret, { host, contentPath, expiresIn }: UrlToSign) =>
  exceededLimit(lifecycle.limits, { host, path: contentPath, expiresInSeconds: expiresIn + leewaySeconds });
