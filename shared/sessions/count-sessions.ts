import { isoTime } from '../clock.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { listSessionsAccess } from './list-sessions.ts';
import { sessionIdOfKey } from './session.ts';
import { canVerify, oldestActive, requireOrganization, sessionsRequest } from './sessions-request.ts';

export const countSessionsAccess: readonly TableAccess[] = listSessionsAccess;

const maxQueries = 10;

/**
 * Counts the active sessions of a secret. Counting stops after 5,000 sessions of the organization were read; the
 * count may lag slightly behind what verification sees.
 *
 * @param options.now epoch milliseconds
 */
export async function countSessions(
  dynamodb: DynamoDb,
  organizationId: string,
  { organization, secretId, now }: { organization: OrganizationWithoutKeys; secretId: string; now: number },
): Promise<{ count: number; complete: boolean }> {
  if (!canVerify(organization, secretId, now)) return { count: 0, complete: true };
  const createdAfter = oldestActive(organization, now);
  let count = 0;
  let after: { sessionId: string; createdAt: string } | undefined;
  for (let queries = 0; queries < maxQueries; queries++) {
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb(
      sessionsRequest(organizationId, { state: 'active', createdAfter, now: isoTime(now), secretId, after }),
    );
    requireOrganization(items, organizationId);
    count += items.length;
    if (last === undefined) return { count, complete: true };
    after = { sessionId: sessionIdOfKey(String(last.partitionKey)), createdAt: String(last.createdAt) };
  }
  return { count, complete: false };
}
