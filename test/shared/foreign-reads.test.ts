import { describe, expect, it } from 'vitest';
import {
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbRequest,
  type DynamoDbResponse,
  type Item,
  TableUnavailableError,
} from '../../shared/dynamodb.ts';
import { readEnvironmentKeys } from '../../shared/environment/read-environment-keys.ts';
import { isHostOf } from '../../shared/hosts/is-host-of.ts';
import { readCustomHost } from '../../shared/hosts/read-custom-host.ts';
import { readOrganization } from '../../shared/organizations/read-organization.ts';
import { readOrganizationWithoutKeys } from '../../shared/organizations/read-organization-without-keys.ts';
import { readDeletion } from '../../shared/secrets/read-deletion.ts';
import { readSecretKey } from '../../shared/secrets/read-secret-key.ts';
import { readSecretKeys } from '../../shared/secrets/read-secret-keys.ts';
import { recordDeletion } from '../../shared/secrets/record-deletion.ts';
import { readClaims } from '../../shared/sessions/read-claims.ts';
import { readOrganizationAndSession } from '../../shared/sessions/read-organization-and-session.ts';
import { readSession } from '../../shared/sessions/read-session.ts';
import { now, unknownId } from '../support/stores.ts';
import { session, sessionsValidFrom, withoutKeys } from './acme-records.ts';

/** Every function that reads one item. */
const reads: Record<string, (dynamodb: DynamoDb) => Promise<unknown>> = {
  readOrganization: (dynamodb) => readOrganization(dynamodb, 'acme'),
  readOrganizationWithoutKeys: (dynamodb) => readOrganizationWithoutKeys(dynamodb, 'acme'),
  readSecretKey: (dynamodb) => readSecretKey(dynamodb, 'acme', unknownId),
  readSecretKeys: (dynamodb) => readSecretKeys(dynamodb, 'acme'),
  readDeletion: (dynamodb) =>
    readDeletion(dynamodb, 'acme', { secretId: unknownId, organization: withoutKeys }),
  readSession: (dynamodb) => readSession(dynamodb, 'acme', session.sessionId),
  readClaims: (dynamodb) => readClaims(dynamodb, { ...session, claimsRef: { sha256: 'a', overrides: {} } }),
  readCustomHost: (dynamodb) => readCustomHost(dynamodb, 'analytics.acme.com'),
  isHostOf: (dynamodb) =>
    isHostOf(dynamodb, 'analytics.acme.com', { organizationId: 'acme', embedDomain: 'embed.example.com' }),
  readEnvironmentKeys: (dynamodb) => readEnvironmentKeys(dynamodb, now),
  recordDeletion: (dynamodb) => recordDeletion(dynamodb, 'acme', { secretId: unknownId, pending: undefined }),
};

/** What another request's response could hold. */
const foreignItems: Record<string, Item> = {
  'another organization': { partitionKey: 'ORG#globex', sortKey: 'ORG', embedEnabled: true, keys: {} },
  'another session': { partitionKey: `SESSION#globex#${session.sessionId}`, state: 'active', claims: '{}' },
  'another host': { partitionKey: 'HOST#analytics.globex.com', sortKey: 'HOST', organizationId: 'acme' },
  'an item without a key': { embedEnabled: true, keys: { [unknownId]: 'a key' }, organizationId: 'acme' },
  'an empty item': {},
};

describe.each(Object.entries(reads))('%s', (_, read) => {
  it.each(Object.entries(foreignItems))('doesn’t take %s for its own', async (__, item) => {
    await expect(read(async () => ({ Item: item }))).rejects.toThrow(TableUnavailableError);
  });

  it('doesn’t take an item with its partition key alone, or another sort key, for its own', async () => {
    const respond =
      (sortKey: Item): DynamoDb =>
      async (request) => ({
        Item: { partitionKey: keyOf(request).partitionKey, ...sortKey, organizationId: 'acme', claims: '{}' },
      });
    await expect(read(respond({ sortKey: 'OTHER' }))).rejects.toThrow(TableUnavailableError);
  });

  it('doesn’t take a failed condition for an item that doesn’t exist', async () => {
    const respond: DynamoDb = () => Promise.reject(new ConditionFailedError());
    await expect(read(respond)).rejects.toThrow(TableUnavailableError);
  });

  it('reads with strong consistency', async () => {
    const requests: DynamoDbRequest[] = [];
    await read(async (request) => {
      requests.push(request);
      return {};
    }).catch(() => undefined);
    expect(requests.length).toBeGreaterThan(0);
    for (const { operation, input } of requests) {
      expect(operation).toBe('GetItem');
      expect(input).toHaveProperty('ConsistentRead', true);
    }
  });
});

describe('readOrganizationAndSession', () => {
  const organizationItem = { partitionKey: 'ORG#acme', sortKey: 'ORG', sessionsValidFrom };
  const sessionItem = { partitionKey: `SESSION#acme#${session.sessionId}`, claims: '{}', state: 'active' };
  const read = (responses: DynamoDbResponse['Responses']) =>
    readOrganizationAndSession(
      async () => (responses === undefined ? {} : { Responses: responses }),
      'acme',
      session.sessionId,
    );

  it.each<[string, DynamoDbResponse['Responses']]>([
    ['another organization', { EmbedSecrets: [{ ...organizationItem, partitionKey: 'ORG#globex' }] }],
    ['another session', { EmbedSessions: [{ ...sessionItem, partitionKey: 'SESSION#acme#n.other' }] }],
    ['an organization in place of the session', { EmbedSessions: [organizationItem] }],
    ['a session in place of the organization', { EmbedSecrets: [sessionItem] }],
    [
      'another organization beside its own',
      { EmbedSecrets: [organizationItem, { ...organizationItem, partitionKey: 'ORG#globex' }] },
    ],
  ])('doesn’t take %s for its own', async (_, responses) => {
    await expect(read(responses)).rejects.toThrow(TableUnavailableError);
  });

  it.each([undefined, {}, { EmbedSecrets: [] }, { EmbedSessions: [] }])(
    'finds nothing in a partial response: %j',
    async (responses) => {
      expect(await read(responses)).toEqual({ organization: undefined, session: undefined });
    },
  );

  it('finds no session if the response has none', async () => {
    expect(await read({ EmbedSecrets: [organizationItem] })).toMatchObject({ session: undefined });
  });

  it('reads both with strong consistency', async () => {
    const requests: DynamoDbRequest[] = [];
    const record: DynamoDb = async (request) => {
      requests.push(request);
      return {};
    };
    await readOrganizationAndSession(record, 'acme', session.sessionId);
    expect(requests).toEqual([
      {
        operation: 'BatchGetItem',
        input: {
          RequestItems: {
            EmbedSecrets: { Keys: [{ partitionKey: 'ORG#acme', sortKey: 'ORG' }], ConsistentRead: true },
            EmbedSessions: {
              Keys: [{ partitionKey: `SESSION#acme#${session.sessionId}` }],
              ConsistentRead: true,
            },
          },
        },
      },
    ]);
  });
});

function keyOf(request: DynamoDbRequest) {
  if (request.operation !== 'GetItem') throw new TypeError(`not a read of one item: ${request.operation}`);
  return request.input.Key;
}
