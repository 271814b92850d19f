import { isoTime } from '../clock.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { findViewerItems, searchBudget } from '../viewers/viewer-items.ts';
import { endSession, endSessionAccess } from './end-session.ts';
import { listSessionsAccess } from './list-sessions.ts';
import { sessionIdOfKey, sessionPrimaryKey } from './session.ts';
import { formatCursor, parseCursor } from './session-cursor.ts';
import { oldestActive } from './sessions-request.ts';

export const endViewerSessionsAccess: readonly TableAccess[] = [...listSessionsAccess, ...endSessionAccess];

/**
 * Ends the active and pending sessions of one viewer, as far as one request may. They are found in the index: a session
 * that started in the last moments may be missing.
 *
 * @param options.cursor the `nextCursor` of the previous call
 * @param options.now epoch milliseconds
 * @returns how many were ended, and where to go on if not all of the organization's sessions were read
 */
export async function endViewerSessions(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    organization,
    externalId,
    cursor,
    now,
  }: {
    organization: OrganizationWithoutKeys;
    externalId: string;
    cursor: string | undefined;
    now: number;
  },
): Promise<{ ended: number; nextCursor?: string }> {
  const createdAfter = oldestActive(organization, now);
  const position = cursor === undefined ? undefined : parseCursor(cursor);
  // Ending all sessions between two calls moves the cursor out of the range, where DynamoDB rejects it.
  if (position !== undefined && position.createdAt <= createdAfter) return { ended: 0 };
  const after = position && {
    ...sessionPrimaryKey(organizationId, position.sessionId),
    createdAt: position.createdAt,
  };
  const options = { partition: organizationId, externalId, createdAfter, after, budget: searchBudget() };
  const { items, next } = await findViewerItems(dynamodb, options);
  const isOver = ({ state, expiresAt }: (typeof items)[number]) =>
    state === 'ended' || String(expiresAt) <= isoTime(now);
  const ids = items
    .filter((item) => !isOver(item))
    .map(({ partitionKey }) => sessionIdOfKey(String(partitionKey)));
  const ended = await Promise.all(ids.map((id) => endSession(dynamodb, organizationId, id)));
  return {
    ended: ended.filter(Boolean).length,
    ...(next === undefined
      ? {}
      : {
          nextCursor: formatCursor({
            sessionId: sessionIdOfKey(next.partitionKey),
            createdAt: next.createdAt,
          }),
        }),
  };
}
