import { afterAll, beforeAll, describe } from 'vitest';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import { createSession } from '../../shared/sessions/create-session.ts';
import type { Redemption } from '../../shared/sessions/redeem-session.ts';
import type { Session } from '../../shared/sessions/session.ts';
import { implementations, type TestDynamoDb, uniqueOrganizationId, unlimited } from './dynamodb.ts';

export const now = Date.parse('2026-01-01T00:00:00.000Z');
/** Well-formed, but of no secret. */
export const unknownId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const transports = [
  { transport: 'the AWS SDK', through: ({ sdk }: TestDynamoDb) => sdk },
  { transport: 'the edge', through: ({ edge }: TestDynamoDb) => edge(unlimited) },
];

/** One DynamoDB implementation, reached through one transport. */
export type Store = {
  readonly dynamodb: DynamoDb;
  /** Creates an organization of its own. */
  organization: (embedEnabled?: boolean) => Promise<string>;
  /** Creates a secret. */
  secret: (
    organizationId: string,
    name?: string,
    at?: number,
  ) => Promise<Extract<Awaited<ReturnType<typeof createSecret>>, { ok: true }>>;
};

/** Runs tests on every DynamoDB implementation that is present, through both transports. */
export function describeStores(title: string, define: (store: Store) => void): void {
  describe.each(implementations)(`${title}: $name`, ({ start }) => {
    let database: TestDynamoDb;
    beforeAll(async () => {
      database = await start();
    });
    afterAll(() => database.close());
    describe.each(transports)('through $transport', ({ through }) =>
      define(storeOf(() => through(database))),
    );
  });
}

/** A store over one DynamoDB. */
export const storeOf = (dynamodb: () => DynamoDb): Store => ({
  get dynamodb() {
    return dynamodb();
  },
  organization: async (embedEnabled = true) => {
    const organizationId = uniqueOrganizationId();
    await putOrganization(dynamodb(), organizationId, { embedEnabled, now });
    return organizationId;
  },
  secret: async (organizationId, name = 'Production', at = now) => {
    const created = await createSecret(dynamodb(), organizationId, { name, actor: 'admin', now: at });
    if (!created.ok) throw new Error(created.reason);
    return created;
  },
});

/** An active session, not in any table yet. */
export const sessionOf = (organizationId: string): Session => ({
  organizationId,
  sessionId: `n.${'a'.repeat(32)}`,
  state: 'active',
  secretId: unknownId,
  attemptId: 'attempt',
  claims: { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' },
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
  purgeAt: 1_767_312_000,
});

/** Creates a pending session, and returns what redeems it a minute later. */
export async function redeemable(
  store: Store,
  { dynamodb = store.dynamodb, claims = sessionOf('acme').claims } = {},
): Promise<Redemption> {
  const organizationId = await store.organization();
  const options = { claims, sessionsValidFrom: '2025-12-31T00:00:00.000Z', now };
  const { sessionId } = await createSession(dynamodb, organizationId, options);
  return {
    organizationId,
    sessionId,
    secretId: unknownId,
    attemptId: 'an attempt',
    nonce: 'a'.repeat(32),
    expiresAt: '2026-01-02T00:01:00.000Z',
    purgeAt: 1_767_312_060,
    overrides: {},
    now: '2026-01-01T00:01:00.000Z',
    sessionsValidFrom: '2025-12-31T00:00:00.000Z',
    limits: undefined,
  };
}
