import { isoTime } from '../clock.ts';
import { type DynamoDb, type Item, TableUnavailableError } from '../dynamodb.ts';
import { maxSessionLengthHours } from '../organizations/organization.ts';
import type { OrganizationWithoutKeys } from '../organizations/store.ts';
import { activeSessionsRequest } from './requests.ts';
import { isSessionId, pendingForMs, type Session, sessionIdOfKey } from './session.ts';

/** A live session, without its claims. */
export type ListedSession = Pick<Session, 'sessionId' | 'secretId' | 'createdAt' | 'expiresAt'> & {
  externalId: string;
  name: string;
};

/** Where a page ended. */
export type Cursor = Pick<Session, 'sessionId' | 'createdAt'>;

const pageLength = 50;
const itemsPerQuery = 500;
const maxQueries = 10;

/**
 * One page of the live sessions of an organization, newest first: active, not expired, younger than the
 * organization's limit, of a live secret. The list may be a moment behind what verifying sees.
 *
 * A page has at most 50. It can have fewer and still not be the last: among very many sessions that are over,
 * the search stops after 5,000.
 *
 * @param options.now epoch milliseconds
 */
export async function listSessions(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    organization: { secrets, sessionsValidFrom },
    secretId,
    cursor,
    now,
  }: {
    organization: OrganizationWithoutKeys;
    secretId: string | undefined;
    cursor: string | undefined;
    now: number;
  },
): Promise<{ sessions: ListedSession[]; nextCursor?: string }> {
  // No session that began before this is alive, whatever the setting was.
  const longestAgo = isoTime(now - maxSessionLengthHours * 3_600_000 - pendingForMs);
  const createdAfter = longestAgo > sessionsValidFrom ? longestAgo : sessionsValidFrom;
  const found: ListedSession[] = [];
  let after = cursor === undefined ? undefined : readCursor(cursor);
  // Ending all sessions between two pages puts the cursor out of what is left, where DynamoDB takes none.
  if (after !== undefined && after.createdAt <= createdAfter) return { sessions: [] };
  for (let queries = 0; queries < maxQueries; queries++) {
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb(
      activeSessionsRequest(organizationId, {
        createdAfter,
        now: isoTime(now),
        secretId,
        limit: itemsPerQuery,
        after,
      }),
    );
    if (items.some((item) => item.organizationId !== organizationId)) {
      throw new TableUnavailableError('the answer is of another organization');
    }
    found.push(...items.map(toListed).filter((session) => secrets[session.secretId] !== undefined));
    if (found.length > pageLength) {
      const sessions = found.slice(0, pageLength);
      return { sessions, nextCursor: writeCursor(sessions.at(-1) as ListedSession) };
    }
    if (last === undefined) return { sessions: found };
    after = positionOf(last);
  }
  return { sessions: found, ...(after === undefined ? {} : { nextCursor: writeCursor(after) }) };
}

const toListed = (item: Item): ListedSession => item as unknown as ListedSession;

const positionOf = (key: Item): Cursor => ({
  sessionId: sessionIdOfKey(String(key.partitionKey)),
  createdAt: String(key.createdAt),
});

const writeCursor = ({ sessionId, createdAt }: Cursor): string =>
  Buffer.from(`${createdAt} ${sessionId}`).toString('base64url');

/** `undefined` for a text that is no cursor. */
export function readCursor(text: string): Cursor | undefined {
  const [createdAt = '', sessionId = '', ...more] = Buffer.from(text, 'base64url')
    .toString('latin1')
    .split(' ');
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(createdAt);
  return isTime && isSessionId(sessionId) && more.length === 0 ? { sessionId, createdAt } : undefined;
}
