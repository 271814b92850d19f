import { describe, expect, it } from 'vitest';
import {
  type DynamoDb,
  type DynamoDbResponse,
  type Item,
  TableUnavailableError,
} from '../../../shared/dynamodb.ts';
import { countSessions } from '../../../shared/sessions/count-sessions.ts';
import { listSessions } from '../../../shared/sessions/list-sessions.ts';
import { redeemSession } from '../../../shared/sessions/redeem-session.ts';
import { oldestActive } from '../../../shared/sessions/sessions-request.ts';
import { now, sessionOf, unknownId } from '../../support/stores.ts';
import { session, withoutKeys } from '../acme-records.ts';

const organization = { ...withoutKeys, secrets: { [unknownId]: secretNamed('Production') } };
const partitionKey = `SESSION#acme#${session.sessionId}`;
const item: Item = { ...sessionItem('acme'), partitionKey };

const list = (dynamodb: DynamoDb) =>
  listSessions(dynamodb, 'acme', {
    ...{ organization, state: 'active', secretId: unknownId, cursor: undefined, now },
  });
const count = (dynamodb: DynamoDb) =>
  countSessions(dynamodb, 'acme', { organization, secretId: unknownId, now });

function secretNamed(name: string) {
  return { name, keyHint: 'abcd', createdAt: session.createdAt, createdBy: 'admin' };
}

function sessionItem(organizationId: string): Item {
  const { claims: _, ...stored } = sessionOf(organizationId);
  return stored as unknown as Item;
}

describe.each<[string, (dynamodb: DynamoDb) => Promise<unknown>]>([
  ['a list of sessions', list],
  ['a count of sessions', count],
])('%s', (_, read) => {
  it.each<[string, DynamoDbResponse]>([
    ['of another organization', { Items: [sessionItem('globex')] }],
    ['of which one is another organization’s', { Items: [item, sessionItem('globex')] }],
    ['of no organization', { Items: [{ partitionKey }] }],
  ])('doesn’t take sessions %s for its own', async (__, response) => {
    await expect(read(async () => response)).rejects.toThrow(TableUnavailableError);
  });

  it('continues where DynamoDB stopped, ten times at most', async () => {
    const starts: unknown[] = [];
    const endless: DynamoDb = async (request) => {
      if (request.operation === 'Query') starts.push(request.input.ExclusiveStartKey);
      return { Items: [item], LastEvaluatedKey: { partitionKey, createdAt: session.createdAt } };
    };
    const found = await read(endless);
    expect(starts).toEqual([
      undefined,
      ...Array(9).fill({ partitionKey, organizationId: 'acme', createdAt: session.createdAt }),
    ]);
    expect(found).toMatchObject(
      read === count
        ? { count: 10, complete: false }
        : { sessions: Array(10).fill({ sessionId: session.sessionId }), nextCursor: expect.any(String) },
    );
  });

  it('is empty without items', async () => {
    expect(await read(async () => ({}))).toEqual(
      read === count ? { count: 0, complete: true } : { sessions: [] },
    );
  });
});

it('a count reads nothing for a secret that can’t verify', async () => {
  const fails: DynamoDb = () => Promise.reject(new TypeError('a read'));
  const other = { organization: withoutKeys, secretId: unknownId, now };
  expect(await countSessions(fails, 'acme', other)).toEqual({ count: 0, complete: true });
});

it('looks for sessions that the longest setting still allows, and that were not ended', () => {
  const longest = (576 * 60 + 5) * 60_000;
  const from = (sessionsValidFrom: string) => oldestActive({ ...withoutKeys, sessionsValidFrom }, now);
  expect(from('2020-01-01T00:00:00.000Z')).toBe(new Date(now - longest).toISOString());
  const later = new Date(now - longest + 1).toISOString();
  expect(from(later)).toBe(later);
});

it('a redemption doesn’t count as its own by another attempt on the same session', async () => {
  const respond: DynamoDb = async () => ({
    Attributes: { ...item, attemptId: 'another', claims: '{}', state: 'active' },
  });
  await expect(
    redeemSession(respond, {
      ...{ organizationId: 'acme', sessionId: session.sessionId, secretId: unknownId, attemptId: 'mine' },
      ...{ nonce: 'a'.repeat(32), overrides: {}, sessionsValidFrom: withoutKeys.sessionsValidFrom },
      ...{ expiresAt: session.expiresAt, purgeAt: 1, now: session.createdAt, limits: undefined },
    }),
  ).rejects.toThrow(TableUnavailableError);
});
