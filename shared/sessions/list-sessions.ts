import { isoTime } from '../clock.ts';
import {
  type DynamoDb,
  type Item,
  type Query,
  type TableAccess,
  TableUnavailableError,
} from '../dynamodb.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { maxSessionLengthHours } from '../organizations/session-length.ts';
import { sessionIndex } from '../tables.ts';
import { pendingForMs, type Session, sessionIdOfKey, sessionPrimaryKey } from './session.ts';
import { formatCursor, parseCursor, type SessionCursor } from './session-cursor.ts';

/** The index's partition key is the organization's id alone: the request itself says which one is read. */
export const listSessionsAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'Query', index: sessionIndex.name, partition: '*' },
];

/** An active session, without its claims. */
export type ListedSession = Pick<Session, 'sessionId' | 'secretId' | 'createdAt' | 'expiresAt'> & {
  externalId: string;
  name: string;
};

const pageLength = 50;
const itemsPerQuery = 500;
const maxQueries = 10;

/**
 * One page of an organization's active sessions, newest first: not ended, not expired, created after
 * `sessionsValidFrom`, with a secret that still exists. The list may lag slightly behind what verification sees.
 *
 * A page has at most 50. A page with fewer isn't necessarily the last: among very many sessions that are no
 * longer active, the search stops after 5,000.
 *
 * @param options.cursor a well-formed one, of the previous page
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
  // No session created before this is active, whatever the setting was.
  const longestAgo = isoTime(now - maxSessionLengthHours * 3_600_000 - pendingForMs);
  const createdAfter = longestAgo > sessionsValidFrom ? longestAgo : sessionsValidFrom;
  const found: ListedSession[] = [];
  let after = cursor === undefined ? undefined : parseCursor(cursor);
  // Ending all sessions between two pages moves the cursor out of the range, where DynamoDB rejects it.
  if (after !== undefined && after.createdAt <= createdAfter) return { sessions: [] };
  for (let queries = 0; queries < maxQueries; queries++) {
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb(
      activeSessionsRequest(organizationId, { createdAfter, now: isoTime(now), secretId, after }),
    );
    if (items.some((item) => item.organizationId !== organizationId)) {
      throw new TableUnavailableError('the response is of another organization');
    }
    found.push(...items.map(toListed).filter((session) => secrets[session.secretId] !== undefined));
    const [page, beyond] = [found.slice(0, pageLength), found[pageLength]];
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

/**
 * The active sessions of an organization, newest first.
 *
 * @param options.createdAfter ISO time
 * @param options.now ISO time: leaves out sessions that have expired by then
 */
const activeSessionsRequest = (
  organizationId: string,
  {
    createdAfter,
    now,
    secretId,
    after,
  }: { createdAfter: string; now: string; secretId: string | undefined; after: SessionCursor | undefined },
): Query => ({
  operation: 'Query',
  input: {
    TableName: 'EmbedSessions',
    IndexName: sessionIndex.name,
    KeyConditionExpression: '#organizationId = :organizationId AND #createdAt > :createdAfter',
    FilterExpression: `#state = :active AND #expiresAt > :now${secretId === undefined ? '' : ' AND #secretId = :secretId'}`,
    ExpressionAttributeNames: {
      '#organizationId': sessionIndex.partitionKey,
      '#createdAt': sessionIndex.sortKey,
      '#state': 'state',
      '#expiresAt': 'expiresAt',
      ...(secretId === undefined ? {} : { '#secretId': 'secretId' }),
    },
    ExpressionAttributeValues: {
      ':organizationId': organizationId,
      ':createdAfter': createdAfter,
      ':active': 'active',
      ':now': now,
      ...(secretId === undefined ? {} : { ':secretId': secretId }),
    },
    ScanIndexForward: false,
    Limit: itemsPerQuery,
    ...(after === undefined ? {} : { ExclusiveStartKey: indexKey(organizationId, after) }),
  },
});

const indexKey = (organizationId: string, { sessionId, createdAt }: SessionCursor): Item => ({
  ...sessionPrimaryKey(organizationId, sessionId),
  organizationId,
  createdAt,
});
