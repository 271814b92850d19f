import { isoTime } from '../clock.ts';
import type { DynamoDb, Item, TableAccess } from '../dynamodb.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { sessionIndex } from '../tables.ts';
import { type Session, sessionIdOfKey } from './session.ts';
import { formatCursor, parseCursor, type SessionCursor } from './session-cursor.ts';
import {
  canVerify,
  type ListedState,
  oldestActive,
  requireOrganization,
  sessionsRequest,
} from './sessions-request.ts';

/** The index's partition key is the organization's id alone: the request itself says which one is read. */
export const listSessionsAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'Query', index: sessionIndex.name, partition: '*' },
];

/** A session without its claims. A pending one has no secret yet. */
export type ListedSession = Pick<Session, 'sessionId' | 'createdAt' | 'expiresAt'> & {
  secretId?: string;
  externalId: string;
  name: string;
};

const maxQueries = 10;

/**
 * One page of an organization's active or pending sessions, newest first: not ended, not expired, created after
 * `sessionsValidFrom`; active ones with a secret that exists and isn't retired. The list may lag slightly behind what verification sees.
 *
 * A page with fewer than `limit` isn't necessarily the last: among very many sessions that are no longer active,
 * the search stops after 5,000.
 *
 * @param options.cursor a well-formed one, of the previous page
 * @param options.limit how many sessions a page has at most
 * @param options.now epoch milliseconds
 */
export async function listSessions(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    organization,
    state,
    secretId,
    cursor,
    limit = 50,
    now,
  }: {
    organization: OrganizationWithoutKeys;
    state: ListedState;
    secretId: string | undefined;
    cursor: string | undefined;
    limit?: number;
    now: number;
  },
): Promise<{ sessions: ListedSession[]; nextCursor?: string }> {
  const createdAfter = oldestActive(organization, now);
  const found: ListedSession[] = [];
  let after = cursor === undefined ? undefined : parseCursor(cursor);
  // Ending all sessions between two pages moves the cursor out of the range, where DynamoDB rejects it.
  if (after !== undefined && after.createdAt <= createdAfter) return { sessions: [] };
  for (let queries = 0; queries < maxQueries; queries++) {
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb(
      sessionsRequest(organizationId, { state, createdAfter, now: isoTime(now), secretId, after }),
    );
    requireOrganization(items, organizationId);
    found.push(
      ...items
        .map(toListed)
        .filter(({ secretId: id }) => id === undefined || canVerify(organization, id, now)),
    );
    const [page, beyond] = [found.slice(0, limit), found[limit]];
    const lastOfPage = page.at(-1);
    if (beyond !== undefined && lastOfPage !== undefined) {
      return { sessions: page, nextCursor: formatCursor(lastOfPage) };
    }
    if (last === undefined) return { sessions: found };
    after = positionOf(last);
  }
  return { sessions: found, ...(after === undefined ? {} : { nextCursor: formatCursor(after) }) };
}

const toListed = (item: Item): ListedSession => item as unknown as ListedSession;

const positionOf = (key: Item): SessionCursor => ({
  sessionId: sessionIdOfKey(String(key.partitionKey)),
  createdAt: String(key.createdAt),
});
