import type { Organization } from '../organizations/organization.ts';
import { secretStatus } from '../secrets/secret-status.ts';
import { secretStatusRefusal } from '../secrets/verification-keys.ts';

/**
 * Whether it matters who still uses a secret: it is retiring, disabled, retired or replaced.
 *
 * @param now epoch milliseconds
 */
export function isOnItsWayOut(organization: Organization, secretId: string, now: number): boolean {
  const { lifecycle, secrets } = organization;
  const { replacedBy } = lifecycle[secretId] ?? {};
  return (
    secretStatusRefusal(organization, secretId, now) !== undefined ||
    secretStatus(lifecycle[secretId], now) !== 'active' ||
    (replacedBy !== undefined && secrets[replacedBy] !== undefined)
  );
}
