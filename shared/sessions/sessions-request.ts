import { isoTime } from '../clock.ts';
import { type Item, type Query, TableUnavailableError } from '../dynamodb.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { maxSessionLengthHours } from '../organizations/session-length.ts';
import { secretStatus } from '../secrets/secret-status.ts';
import { sessionIndex } from '../tables.ts';
import { pendingForMs, type StoredSession, sessionPrimaryKey } from './session.ts';
import type { SessionCursor } from './session-cursor.ts';

/** The states that are listed. */
export type ListedState = Exclude<StoredSession['state'], 'ended'>;

/** How many items one query reads at most. */
const itemsPerQuery = 500;

/** No session created up to this ISO time is active, whatever the setting was. */
export function oldestActive({ sessionsValidFrom }: OrganizationWithoutKeys, now: number): string {
  const longestAgo = isoTime(now - maxSessionLengthHours * 3_600_000 - pendingForMs);
  return longestAgo > sessionsValidFrom ? longestAgo : sessionsValidFrom;
}

/** Whether a secret's sessions can be accepted, now or once the secret is enabled again. */
export const canVerify = (
  { secrets, lifecycle }: OrganizationWithoutKeys,
  secretId: string,
  now: number,
): boolean => secrets[secretId] !== undefined && secretStatus(lifecycle[secretId], now) !== 'retired';

export function requireOrganization(items: readonly Item[], organizationId: string): void {
  if (items.some((item) => item.organizationId !== organizationId)) {
    throw new TableUnavailableError('the response belongs to another organization');
  }
}

/**
 * The sessions of an organization in one state, newest first.
 *
 * @param options.createdAfter ISO time
 * @param options.now ISO time: leaves out sessions that have expired by then
 */
export const sessionsRequest = (
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
