import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { organizationPrimaryKey } from '../../../shared/organizations/organization.ts';
import { generateSecretKey } from '../../../shared/secrets/secret-key.ts';
import { apiClient } from '../../support/api.ts';
import { testNow as now, testViewer } from '../../support/builders.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { edgeClient } from '../../support/edge.ts';
import { forbidden, targetOf } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();
const hour = 3_600_000;
const secretId = '01JDZ3NDEKTSV4RRFFQ69G5FAV';
const otherId = '01JDZ3NDEKTSV4RRFFQ69G5FAW';

/** An organization with two secrets as versions before the lifecycle of secrets wrote it: without its maps. */
async function earlierOrganization({ embedEnabled = true } = {}) {
  const organizationId = uniqueOrganizationId();
  const secretKey = generateSecretKey();
  const secret = (name: string) => ({
    name,
    keyHint: secretKey.slice(-4),
    createdAt: '2025-06-01T00:00:00.000Z',
    createdBy: 'admin',
  });
  await database.sdk({
    operation: 'PutItem',
    input: {
      TableName: 'EmbedSecrets',
      Item: {
        ...organizationPrimaryKey(organizationId),
        embedEnabled,
        settings: {},
        secrets: { [secretId]: secret('Production'), [otherId]: secret('Staging') },
        keys: { [secretId]: secretKey, [otherId]: generateSecretKey() },
        sessionsValidFrom: '2025-01-01T00:00:00.000Z',
      },
      ConditionExpression: 'attribute_not_exists(partitionKey)',
    },
  });
  const api = apiClient(database.sdk);
  const call = (id: OperationId, body?: unknown, one = secretId) => {
    const secret = id === 'list-secrets' || id === 'create-secret' ? {} : { secretId: one };
    return api.call(id, { organizationId, ...secret, body });
  };
  const edge = edgeClient(database.edge, now);
  const host = `${organizationId}.embed.example.com`;
  const login = () => {
    const url = signLoginUrl({ secretKey, host, claims: testViewer, expiresIn: 300, now });
    return edge.view({ host, target: targetOf(url) });
  };
  const visit = (cookie: string) => edge.view({ host, target: '/d/1', headers: { Cookie: cookie } });
  return { organizationId, api, call, secretKey, login, visit };
}

describe('an organization of a version before the lifecycle of secrets', () => {
  it('works at the edge, and is listed, unchanged', async () => {
    const { call, login, visit, secretKey } = await earlierOrganization();
    const { status, cookie } = await login();
    expect(status).toBe(302);
    expect((await visit(cookie)).status).toBe(0);
    expect(await call('list-secrets')).toMatchObject({
      status: 200,
      body: {
        records: [
          { id: otherId, status: 'active' },
          { id: secretId, status: 'active', lastUsedAt: '2026-01-01T00:00:00.000Z' },
        ],
      },
    });
    expect(await call('get-secret')).toMatchObject({ status: 200, body: { liveSessions: 1 } });
    expect(await call('reveal-secret')).toMatchObject({ status: 200, body: { secretKey } });
  });

  it.each<[OperationId, unknown, number]>([
    ['create-secret', { name: 'Third', limits: { paths: ['/d'] } }, 201],
    ['rename-secret', { name: 'Renamed' }, 200],
    ['rotate-secret', { overlapHours: 1 }, 201],
    ['schedule-retirement', { retiresAt: new Date(now + hour).toISOString() }, 200],
    ['cancel-retirement', undefined, 200],
    ['enable-secret', undefined, 200],
    ['limit-secret', { paths: ['/d'] }, 200],
    ['limit-secret', {}, 200],
  ])('takes %s with %j, and its secret keeps working', async (operation, body, status) => {
    const { call, login, visit } = await earlierOrganization();
    const { cookie } = await login();
    expect(await call(operation, body)).toMatchObject({ status });
    expect((await visit(cookie)).status).toBe(0);
    expect((await login()).status).toBe(302);
  });

  it.each<[OperationId, unknown, number]>([
    ['delete-secret', undefined, 200],
    ['disable-secret', {}, 200],
    ['rotate-secret', { overlapHours: 0 }, 201],
  ])(
    'takes %s with %j, which is in force at once and leaves the other secret alone',
    async (operation, body, status) => {
      const { call, login, visit } = await earlierOrganization();
      const { cookie } = await login();
      expect(await call(operation, body)).toMatchObject({ status });
      expect(await visit(cookie)).toMatchObject(forbidden);
      expect(await login()).toMatchObject(forbidden);
      expect(await call('get-secret', undefined, otherId)).toMatchObject({ body: { status: 'active' } });
      if (operation !== 'disable-secret') return;
      expect(await call('enable-secret')).toMatchObject({ status: 200 });
      expect((await visit(cookie)).status).toBe(0);
    },
  );

  it('has its secret deleted while Embed is off', async () => {
    const { organizationId, api, call, login } = await earlierOrganization({ embedEnabled: false });
    expect(await call('delete-secret')).toMatchObject({ status: 200, body: { name: 'Production' } });
    expect(await call('delete-secret')).toMatchObject({ status: 200 });
    const put = { organizationId, body: { embedEnabled: true } };
    expect(await api.call('put-organization', put)).toMatchObject({ status: 200 });
    expect(await login()).toMatchObject(forbidden);
  });
});
