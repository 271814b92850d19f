import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { secretStatus } from '../secrets/secret-status.ts';
import type { Session, StoredSession } from './session.ts';
import { sessionRefusal } from './session-refusal.ts';

/**
 * Whether the edge would accept a session now, if its viewer sent its cookie: what the edge checks, without the key
 * that verifies the cookie.
 *
 * @param now epoch milliseconds
 */
export function isActiveSession(
  session: StoredSession | undefined,
  { secrets, lifecycle, sessionsValidFrom }: OrganizationWithoutKeys,
  now: number,
): session is Session {
  if (session === undefined || session.state === 'pending') return false;
  const { secretId } = session;
  if (secrets[secretId] === undefined) return false;
  const status = secretStatus(lifecycle[secretId], now);
  if (status === 'disabled' || status === 'retired') return false;
  return sessionRefusal(session, { sessionsValidFrom, now }) === undefined;
}
