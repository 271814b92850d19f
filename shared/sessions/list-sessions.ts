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
import {
  pendingForMs,
  type Session,
  type StoredSession,
  sessionIdOfKey,
  sessionPrimaryKey,
} from './session.ts';
import { formatCursor, parseCursor, type SessionCursor } from './session-cursor.ts';

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

/** The states that are listed. */
export type ListedState = Exclude<StoredSession['state'], 'ended'>;

const pageLength = 50;
const itemsPerQuery = 500;
const maxQueries = 10;

/**
 * One page of an organization's active or pending sessions, newest first: not ended, not expired, created after
 * `sessionsValidFrom`; active ones with a secret that still exists. The list may lag slightly behind what verification sees.
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
    state,
    secretId,
    cursor,
    now,
  }: {
    organization: OrganizationWithoutKeys;
    state: ListedState;
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
      sessionsRequest(organizationId, { state, createdAfter, now: isoTime(now), secretId, after }),
    );
    if (items.some((item) => item.organizationId !== organizationId)) {
      throw new TableUnavailableError('the response is for another organization');
    }
    found.push(
      ...items.map(toListed).filter(({ secretId: id }) => id === undefined || secrets[id] !== undefined),
    );
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
 * The sessions of an organization in one state, newest first.
 *
 * @param options.createdAfter ISO time
 * @param options.now ISO time: leaves out sessions that have expired by then
 */
const sessionsRequest = (
  organizationId: string,
  {
    state,
    createdAfter,
    now,
    secretId,
    after,
  }: {
    state: ListedState;
    createdAfter: string;
    now: string;
    secretId: string | undefined;
    after: SessionCursor | undefined;
  },
): Query => ({
  operation: 'Query',
  input: {
    TableName: 'EmbedSessions',
    IndexName: sessionIndex.name,
    KeyConditionExpression: '#organizationId = :organizationId AND #createdAt > :createdAfter',
    FilterExpression: `#state = :state AND #expiresAt > :now${secretId === undefined ? '' : ' AND #secretId = :secretId'}`,
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
      ':state': state,
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
