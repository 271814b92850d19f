import { describe, expect, it } from 'vitest';
import { type DynamoDb, type Item, TableUnavailableError } from '../../shared/dynamodb.ts';
import { environmentPrimaryKey, generateEnvironmentKey } from '../../shared/environment/environment-keys.ts';
import { replaceSigningKeys } from '../../shared/environment/replace-signing-keys.ts';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { endAllSessions } from '../../shared/organizations/end-all-sessions.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import { disableSecret } from '../../shared/secrets/disable-secret.ts';
import { recordDeletion } from '../../shared/secrets/record-deletion.ts';
import { renameSecret } from '../../shared/secrets/rename-secret.ts';
import { rotateSecret } from '../../shared/secrets/rotate-secret.ts';
import { createSession } from '../../shared/sessions/create-session.ts';
import { endSession } from '../../shared/sessions/end-session.ts';
import { eraseSession } from '../../shared/sessions/erase-session.ts';
import { redeemSession } from '../../shared/sessions/redeem-session.ts';
import { startSession } from '../../shared/sessions/start-session.ts';
import { now, unknownId } from '../support/stores.ts';
import { session, sessionsValidFrom, withoutKeys } from './acme-records.ts';

const deletion = { name: 'Leaked', deletedAt: '2026-01-01T00:00:00.000Z', deletedBy: 'admin' };
const change = { name: 'Production', actor: 'admin', now };

/** Every function that writes, with what it finds in the table. */
const writes: Record<string, { write: (dynamodb: DynamoDb) => Promise<unknown>; item?: Item }> = {
  createSecret: { write: (dynamodb) => createSecret(dynamodb, 'acme', change), item: organizationOf({}) },
  renameSecret: {
    write: (dynamodb) => renameSecret(dynamodb, 'acme', { secretId: unknownId, ...change }),
    item: organizationOf({ [unknownId]: { name: 'Old' } }),
  },
  deleteSecret: {
    write: (dynamodb) => deleteSecret(dynamodb, 'acme', { secretId: unknownId, ...change }),
    item: organizationOf({ [unknownId]: { name: 'Old' } }),
  },
  disableSecret: {
    write: (dynamodb) => disableSecret(dynamodb, 'acme', { secretId: unknownId, now }),
    item: organizationOf({ [unknownId]: { name: 'Old' } }),
  },
  rotateSecret: {
    write: (dynamodb) =>
      rotateSecret(dynamodb, 'acme', {
        ...{ secretId: unknownId, overlapHours: 0, limits: 'inherit', actor: 'admin', now },
      }),
    item: organizationOf({ [unknownId]: { name: 'Old' } }),
  },
  recordDeletion: {
    write: (dynamodb) => recordDeletion(dynamodb, 'acme', { secretId: unknownId, pending: deletion }),
  },
  putOrganization: { write: (dynamodb) => putOrganization(dynamodb, 'acme', { embedEnabled: true, now }) },
  endAllSessions: { write: (dynamodb) => endAllSessions(dynamodb, 'acme', { sessionsValidFrom, now }) },
  startSession: { write: (dynamodb) => startSession(dynamodb, session) },
  createSession: {
    write: (dynamodb) => createSession(dynamodb, 'acme', { claims: session.claims, sessionsValidFrom, now }),
  },
  redeemSession: {
    write: (dynamodb) =>
      redeemSession(dynamodb, {
        ...{ organizationId: 'acme', sessionId: session.sessionId, secretId: unknownId },
        ...{ attemptId: 'mine', nonce: 'a'.repeat(32), overrides: {}, sessionsValidFrom },
        ...{ expiresAt: session.expiresAt, purgeAt: 1_767_312_000, now: session.createdAt },
        limits: undefined,
      }),
  },
  eraseSession: { write: (dynamodb) => eraseSession(dynamodb, 'acme', session.sessionId) },
  endSession: { write: (dynamodb) => endSession(dynamodb, 'acme', session.sessionId) },
  rotateEnvironmentKeys: {
    write: (dynamodb) => rotateEnvironmentKeys(dynamodb, now),
    item: { ...environmentPrimaryKey, keys: {} },
  },
  replaceSigningKeys: {
    write: (dynamodb) => replaceSigningKeys(dynamodb, now),
    item: {
      ...environmentPrimaryKey,
      keys: { '0123456789abcdef': generateEnvironmentKey(true, now).item as unknown as Item },
    },
  },
};

function organizationOf(secrets: Item): Item {
  return { partitionKey: 'ORG#acme', sortKey: 'ORG', ...withoutKeys, secrets };
}

describe.each(Object.entries(writes))('%s', (_, { write, item }) => {
  it.each<[string, Item | undefined]>([
    ['no attributes', undefined],
    ['empty attributes', {}],
    ['another secret', { secrets: { other: { name: 'Production' } }, keys: { other: 'a key' } }],
    ['another deletion', { deletions: { other: deletion }, name: 'Other', deletedAt: '2025-01-01' }],
    [
      'another session',
      {
        partitionKey: `SESSION#globex#${session.sessionId}`,
        attemptId: 'another',
        state: 'active',
        claims: '{}',
      },
    ],
    ['other environment keys', { keys: { '0123456789abcdef': {} } }],
    ['another time', { sessionsValidFrom: '2027-01-01T00:00:00.000Z' }],
  ])('doesn’t count as done by a response with %s', async (__, attributes) => {
    const respond: DynamoDb = async (request) => {
      if (request.operation === 'GetItem') return item === undefined ? {} : { Item: item };
      return attributes === undefined ? {} : { Attributes: attributes };
    };
    await expect(write(respond)).rejects.toThrow(TableUnavailableError);
  });
});

it('doesn’t take another session for the one that it redeemed, though the attempt is its own', async () => {
  const respond: DynamoDb = async () => ({
    Attributes: { partitionKey: `SESSION#globex#${session.sessionId}`, attemptId: 'mine', claims: '{}' },
  });
  await expect(writes.redeemSession?.write(respond)).rejects.toThrow(TableUnavailableError);
});

it('doesn’t count settings as changed if Embed is off after the write', async () => {
  const off = { ...organizationOf({}), embedEnabled: false };
  const respond: DynamoDb = async (request) => (request.operation === 'GetItem' ? { Item: off } : {});
  expect(await updateSettings(respond, 'acme', { sessionLengthHours: 1 })).toBeUndefined();
});

it.each([
  ['another session that was ended', { state: 'ended', claims: '{"contentPath":"/d/1"}' }],
  ['a session that wasn’t ended', { state: 'active', claims: '{"contentPath":"/"}' }],
])('doesn’t take %s for the one that it erased', async (_, Attributes) => {
  const erased = eraseSession(async () => ({ Attributes }), 'acme', session.sessionId);
  await expect(erased).rejects.toThrow(TableUnavailableError);
});

it('erases the claims of a pending session, and of no other', async () => {
  const operations = async (sessionId: string) => {
    const sent: string[] = [];
    const respond: DynamoDb = async ({ operation }) => {
      sent.push(operation);
      return operation === 'UpdateItem'
        ? { Attributes: { state: 'ended', claims: '{"contentPath":"/"}' } }
        : {};
    };
    expect(await eraseSession(respond, 'acme', sessionId)).toBe(true);
    return sent;
  };
  expect(await operations(`s.${'a'.repeat(32)}`)).toEqual(['DeleteItem', 'UpdateItem']);
  expect(await operations(`n.${'a'.repeat(32)}`)).toEqual(['UpdateItem']);
});
