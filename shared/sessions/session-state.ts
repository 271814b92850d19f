import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import type { StoredSession } from './session.ts';
import { canVerify } from './sessions-request.ts';

/**
 * The state of a session as its organization's admins see it. `active` includes a session whose secret is disabled,
 * because it works again once the secret is enabled.
 *
 * @param now epoch milliseconds
 */
export function sessionState(
  session: StoredSession,
  organization: OrganizationWithoutKeys,
  now: number,
): 'active' | 'pending' | 'ended' | 'expired' {
  const { state, createdAt, expiresAt } = session;
  if (state === 'ended' || !(createdAt > organization.sessionsValidFrom)) return 'ended';
  if (!(now < Date.parse(expiresAt))) return 'expired';
  if (state === 'pending') return 'pending';
  return canVerify(organization, session.secretId, now) ? 'active' : 'ended';
}
