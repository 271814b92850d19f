import { describe, expect, it } from 'vitest';
import type { DynamoDb, DynamoDbRequest } from '../../../shared/dynamodb.ts';
import { readCustomHost } from '../../../shared/hosts/read-custom-host.ts';
import { createSession } from '../../../shared/sessions/create-session.ts';
import { countUsage } from '../../../shared/usage/count-usage.ts';
import { recordRecentUse } from '../../../shared/usage/record-recent-use.ts';
import { countV0Login } from '../../../shared/v0-logins/count-v0-login.ts';
import { secretAdmin } from '../../support/admin.ts';
import { apiClient } from '../../support/api.ts';
import { assignHost } from '../../support/assign-host.ts';
import { testViewer } from '../../support/builders.ts';
import { edgeClient } from '../../support/edge.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

/** An organization with everything that can be stored about one. */
async function organization() {
  const admin = await secretAdmin(database);
  const { organizationId, api, secretId, secretKey, create, call, generate } = admin;
  api.now += 1000;
  const { id: disabled } = await create();
  await call('disable-secret', {}, disabled);
  const { id: deleted } = await create();
  await call('delete-secret', undefined, deleted);
  const edge = edgeClient(database.edge, api.now);
  const url = new URL((await generate({})).body.url);
  const [host, target] = [url.host, url.pathname + url.search];
  const { cookie } = await edge.view({ host, target });
  const unused = new URL((await generate({})).body.url);
  await api.call('create-session', { organizationId, body: { ...testViewer, groups: ['g'.repeat(5000)] } });
  for (const id of [secretId, disabled, deleted]) {
    const sessionId = `n.${'0'.repeat(32)}`;
    const use = { secretId: id, kind: 'refused', now: api.now } as const;
    await countUsage(database.sdk, organizationId, use);
    await recordRecentUse(database.sdk, organizationId, { ...use, sessionId, externalId: 'user-1' });
  }
  await countV0Login(database.sdk, organizationId, api.now);
  const customHost = `analytics.${organizationId}.com`;
  await assignHost(api, customHost, organizationId);
  const put = (embedEnabled: boolean) =>
    api.call('put-organization', { organizationId, body: { embedEnabled } });
  const remove = (client = api) => client.call('delete-organization', { organizationId });
  const view = async () => (await edge.view({ host, target: '/d/1', headers: { Cookie: cookie } })).status;
  const open = async () => (await edge.view({ host, target: unused.pathname + unused.search })).status;
  /** The partition keys of all that is stored, without the audit trail. */
  const stored = async () =>
    [
      ...(await database.dump('EmbedSecrets', organizationId)),
      ...(await database.dump('EmbedSessions', organizationId)),
    ].map(({ partitionKey }) => String(partitionKey).split('#')[0]);
  const item = async () =>
    (await database.dump('EmbedSecrets', organizationId)).find(({ sortKey }) => sortKey === 'ORG');
  /** The API on tables that a test can look at, or fail. */
  const apiOn = (dynamodb: DynamoDb) => Object.assign(apiClient(dynamodb), { now: api.now });
  return { ...admin, edge, customHost, secretKey, put, remove, view, open, stored, item, apiOn };
}

/** Writes to the audit trail are not counted. */
const isWrite = (request: DynamoDbRequest) =>
  (request.operation === 'UpdateItem' || request.operation === 'DeleteItem') &&
  request.input.TableName !== 'EmbedEvents';

const isEarlierV0Count = ({ input }: DynamoDbRequest) =>
  'Key' in input && /^V0#.*#2025-1[12]-(?!03)/.test(input.Key.partitionKey);

describe('delete-organization', () => {
  it('is refused while Embed is on, and changes nothing', async () => {
    const { remove, view, item } = await organization();
    const before = await item();
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'embed_enabled' } });
    expect([await item(), await view()]).toEqual([before, 0]);
  });

  it('returns 404 for an organization that never existed', async () => {
    const { api } = await organization();
    const call = { organizationId: 'never-existed' };
    expect(await api.call('delete-organization', call)).toMatchObject({ status: 404 });
  });

  it('leaves nothing but the times of the deletion and the audit trail', async () => {
    const { organizationId, api, put, remove, view, open, stored, item } = await organization();
    expect(new Set(await stored())).toEqual(
      new Set(['ORG', 'DELETED', 'SESSION', 'CLAIMS', 'USAGE', 'RECENT', 'V0']),
    );
    await put(false);
    const { sessionsValidFrom } = (await item()) ?? {};
    const deletedAt = new Date(api.now).toISOString();
    expect(await remove()).toMatchObject({ status: 200, body: { organizationId, deletedAt } });
    expect(await item()).toEqual({
      partitionKey: `ORG#${organizationId}`,
      sortKey: 'ORG',
      embedEnabled: false,
      sessionsValidFrom,
      deletionStartedAt: deletedAt,
      deletedAt,
    });
    expect(await stored()).toEqual(['ORG']);
    expect([await view(), await open()]).toEqual([403, 403]);
    const events = await database.dump('EmbedEvents', organizationId);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'organization_deleted', outcome: 'succeeded' }),
    );
    expect(events.map(({ type }) => type)).toContain('secret_created');
  });

  it('hides the organization from every other operation', async () => {
    const { organizationId, api, secretId, put, remove } = await organization();
    await put(false);
    await remove();
    const call = { organizationId, secretId };
    expect((await api.call('get-organization', call)).status).toBe(404);
    expect((await api.call('list-secrets', call)).status).toBe(404);
    expect((await api.call('delete-secret', call)).status).toBe(404);
    const { body } = await api.call('list-organizations', { query: { limit: '100' } });
    expect(JSON.stringify(body)).not.toContain(`"${organizationId}"`);
  });

  it('releases the hosts, which are held for 7 days', async () => {
    const { organizationId, api, customHost, put, remove } = await organization();
    await put(false);
    await remove();
    expect(await readCustomHost(database.sdk, customHost)).toBeUndefined();
    const { organizationId: other } = await secretAdmin(database);
    api.txt.set(`_embed-secrets.${customHost}`, [other]);
    const assign = (to: string) => api.call('put-host', { host: customHost, body: { organizationId: to } });
    expect(await assign(other)).toMatchObject({ status: 409, body: { code: 'host_held' } });
    expect((await assign(organizationId)).status).toBe(404);
    api.now += 7 * 86_400_000;
    expect((await assign(other)).status).toBe(200);
  });

  it('returns the same when repeated, and removes what arrived late', async () => {
    const { organizationId, api, secretId, put, remove, stored } = await organization();
    await put(false);
    const { body } = await remove();
    const late = { contentPath: '/', externalId: 'late', name: 'Ada' };
    await createSession(database.sdk, organizationId, {
      claims: late,
      sessionsValidFrom: '2026-01-01T00:00:00.000Z',
      now: api.now,
    });
    api.now += 60_000;
    expect((await remove()).body).toEqual(body);
    expect([await stored(), secretId.length]).toEqual([['ORG'], 26]);
    const events = await database.dump('EmbedEvents', organizationId);
    const deletions = events.filter(({ type }) => type === 'organization_deleted');
    expect(deletions.filter(({ outcome }) => outcome === 'succeeded')).toHaveLength(1);
  });

  it('can be created anew, empty, and nothing from before works in it', async () => {
    const { api, put, remove, view, open, create, records, item, edge } = await organization();
    await put(false);
    const before = await item();
    await remove();
    expect((await put(true)).status).toBe(200);
    expect(await records()).toEqual([]);
    expect((await item())?.sessionsValidFrom).toBe(before?.sessionsValidFrom);
    expect(await item()).not.toHaveProperty('deletedAt');
    api.now += 60_000;
    edge.now = api.now;
    expect((await create()).secretKey).toMatch(/^esk_/);
    expect([await view(), await open()]).toEqual([403, 403]);
  });

  it('removes the keys in its first write, and completes when repeated after any write failed', async () => {
    const { organizationId, put, remove, stored, item, apiOn } = await organization();
    await put(false);
    let attempts = 0;
    for (let succeeding = 1; ; succeeding++) {
      let writes = 0;
      const failing: DynamoDb = async (request, budget) => {
        // Of the 61 counters of v0 logins, only the first and the last one.
        if (isWrite(request) && !isEarlierV0Count(request) && ++writes > succeeding) {
          throw new Error('the function was stopped');
        }
        return await database.sdk(request, budget);
      };
      attempts++;
      const { status } = await remove(apiOn(failing));
      if (status === 200) break;
      expect(status).toBe(500);
      // Never 200 before everything is gone, and never with a key.
      const left = await item();
      expect(left).not.toHaveProperty('deletedAt');
      for (const map of ['keys', 'disabledKeys', 'retiredKeys']) expect(left).not.toHaveProperty(map);
      expect(attempts).toBeLessThan(200);
    }
    expect(attempts).toBeGreaterThan(3);
    expect(await stored()).toEqual(['ORG']);
    expect((await item())?.partitionKey).toBe(`ORG#${organizationId}`);
  });

  it('leaves no key if someone turns Embed on and creates a secret between any two of its requests', async () => {
    const { organizationId, api, put, remove, item, stored, apiOn } = await organization();
    await put(false);
    const responses: (string | number)[] = [];
    let isNested = false;
    const interrupted: DynamoDb = async (request, budget) => {
      const response = await database.sdk(request, budget);
      if (isNested || !isWrite(request)) return response;
      isNested = true;
      const turnedOn = await put(true);
      const created = await api.call('create-secret', { organizationId, body: { name: 'New' } });
      responses.push(turnedOn.body.code ?? turnedOn.status, created.status);
      isNested = false;
      return response;
    };
    // The last write completes the deletion: the organization may be created anew only after it.
    const { status } = await remove(apiOn(interrupted));
    const [last, ...earlier] = [responses.splice(-2), ...responses];
    expect(new Set(earlier)).toEqual(new Set(['deletion_incomplete', 404]));
    expect(last).toEqual([200, 201]);
    // Someone else's organization by then: the deletion doesn't pretend that it is gone.
    expect(status).toBe(503);
    expect(Object.keys((await item())?.keys ?? {})).toHaveLength(1);
    expect(await stored()).toEqual(['ORG']);
  });

  it('is refused if Embed is turned on just before it starts', async () => {
    const { put, remove, view, item, apiOn } = await organization();
    await put(false);
    let isFirst = true;
    const raced: DynamoDb = async (request, budget) => {
      const response = await database.sdk(request, budget);
      if (isFirst && request.operation === 'GetItem') {
        isFirst = false;
        await put(true);
      }
      return response;
    };
    expect(await remove(apiOn(raced))).toMatchObject({ status: 409, body: { code: 'embed_enabled' } });
    expect(Object.keys((await item())?.keys ?? {})).toHaveLength(1);
    expect(await view()).toBe(403);
  });

  it('says that more is left if one request is not enough, and goes on with the next', async () => {
    const { organizationId, api, put, remove, stored, item, apiOn } = await organization();
    await put(false);
    for (let index = 0; index < 100; index++) {
      await createSession(database.sdk, organizationId, {
        claims: testViewer,
        sessionsValidFrom: '2026-01-01T00:00:00.000Z',
        now: api.now,
      });
    }
    // As if a query read one item.
    const narrow: DynamoDb = (request, budget) =>
      database.sdk(
        request.operation === 'Query' ? { ...request, input: { ...request.input, Limit: 1 } } : request,
        budget,
      );
    expect(await remove(apiOn(narrow))).toMatchObject({
      status: 409,
      body: { code: 'deletion_incomplete' },
    });
    const { body } = await api.call('get-organization', { organizationId });
    expect(body).toMatchObject({ organizationId, deletionStartedAt: expect.any(String) });
    expect(await item()).not.toHaveProperty('keys');
    expect((await put(true)).body.code).toBe('deletion_incomplete');
    expect((await put(false)).body.code).toBe('deletion_incomplete');
    const events = await database.dump('EmbedEvents', organizationId);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'organization_deleted', outcome: 'succeeded' }),
    );
    expect(await remove()).toMatchObject({ status: 200 });
    expect(await stored()).toEqual(['ORG']);
  });

  it.each(['before', 'after'])('leaves no host if it runs just %s put-host assigned one', async (when) => {
    const { organizationId, put, remove, apiOn } = await organization();
    await put(false);
    const host = `late.${organizationId}.com`;
    let isFirst = true;
    const raced: DynamoDb = async (request, budget) => {
      const isAssignment = isWrite(request) && isFirst;
      if (isAssignment) isFirst = false;
      if (isAssignment && when === 'before') expect((await remove()).status).toBe(200);
      const response = await database.sdk(request, budget);
      if (isAssignment && when === 'after') expect((await remove()).status).toBe(200);
      return response;
    };
    const client = apiOn(raced);
    client.txt.set(`_embed-secrets.${host}`, [organizationId]);
    const { status } = await client.call('put-host', { host, body: { organizationId } });
    expect(status).toBe(404);
    expect(await readCustomHost(database.sdk, host)).toBeUndefined();
  });
});
