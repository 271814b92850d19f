import type { SecretDenialReason } from '../contract/refusals.ts';
import type { Organization } from '../organizations/organization.ts';
import { exceededLimit, type LimitedRequest, type SecretLimit } from './secret-limits.ts';
import { secretStatusRefusal } from './verification-keys.ts';

export type SecretDenial = { ok: false; reason: SecretDenialReason; limit?: SecretLimit };

/**
 * Checks whether a secret lets a request in, now: whether it is disabled or retired, and whether the request is
 * within its limits. Every URL and every request of a session is checked, with the organization that was read for it.
 *
 * @param options.now epoch milliseconds
 */
export function checkSecret(
  organization: Organization,
  secretId: string,
  { now, ...request }: LimitedRequest & { now: number },
): { ok: true } | SecretDenial {
  const reason = secretStatusRefusal(organization, secretId, now);
  if (reason !== undefined) return { ok: false, reason };
  const limit = exceededLimit(organization.lifecycle[secretId]?.limits, request);
  return limit === undefined ? { ok: true } : { ok: false, reason: 'outside_limits', limit };
}
