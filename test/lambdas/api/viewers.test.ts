import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { readSession } from '../../../shared/sessions/read-session.ts';
import { listRecentUses } from '../../../shared/usage/list-recent-uses.ts';
import { recordRecentUse } from '../../../shared/usage/record-recent-use.ts';
import { secretAdmin } from '../../support/admin.ts';
import { apiClient } from '../../support/api.ts';
import { buildPendingSession, testViewer } from '../../support/builders.ts';
import { edgeClient } from '../../support/edge.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

/** An organization whose viewers log in, and what its admin does about one of them. */
async function viewers() {
  const admin = await secretAdmin(database);
  const { organizationId, api, generate } = admin;
  api.now += 1000;
  const edge = edgeClient(database.edge, api.now);
  const login = async (externalId: string) => {
    const url = new URL((await generate({ externalId })).body.url);
    const [host, target] = [url.host, url.pathname + url.search];
    const { cookie } = await edge.view({ host, target });
    const view = async () =>
      (await edge.view({ host, target: '/d/1', headers: { Cookie: cookie } })).status === 0;
    const reopen = async () => (await edge.view({ host, target })).status;
    return { id: /n\.[a-f0-9]{32}/.exec(cookie)?.[0] ?? '', url: url.href, view, reopen };
  };
  const end = (query: Record<string, string>) => api.call('end-all-sessions', { organizationId, query });
  const erase = (body: object) => api.call('erase-viewer', { organizationId, body });
  const events = async () => (await api.call('list-events', { organizationId })).body.records;
  return { ...admin, edge, login, end, erase, events };
}

const hash = (externalId: string) => createHash('sha256').update(externalId).digest('hex');

/** As `a/b?c=d&e%2F…` an ID can be anything. */
const awkward = 'o’Neill/../a b?c=d&e%2F+é💡,x';

describe('end-all-sessions of one viewer', () => {
  it.each(['user-1', awkward])(
    'ends the active and pending sessions of %s, and of nobody else',
    async (id) => {
      const { organizationId, api, login, end, events } = await viewers();
      const [one, two, other] = [await login(id), await login(id), await login('user-2')];
      const claims = { externalId: id };
      const pending = await buildPendingSession(database.sdk, organizationId, { claims, now: api.now });
      expect(await end({ externalId: id })).toMatchObject({ status: 200, body: { ended: 3 } });
      expect([await one.view(), await two.view(), await other.view()]).toEqual([false, false, true]);
      expect((await readSession(database.sdk, organizationId, pending))?.state).toBe('ended');
      // Again: there is nothing to end, and no change is no event.
      expect((await end({ externalId: id })).body).toEqual({ ended: 0 });
      const recorded = (await events()).filter(({ type }: { type: string }) => type === 'sessions_ended');
      expect(recorded).toMatchObject([{ details: { viewer: hash(id), ended: 3 }, outcome: 'succeeded' }]);
      expect(JSON.stringify(recorded)).not.toContain(id);
    },
  );

  it('never ends all sessions by mistake', async () => {
    const { login, end } = await viewers();
    const viewer = await login('user-1');
    const cursor = `2026-01-01T00:00:00.000Z_n.${'0'.repeat(32)}`;
    for (const query of [
      { externalId: '' },
      { externalID: 'user-1' },
      { cursor },
      { externalId: 'x'.repeat(256) },
    ]) {
      expect(await end(query as Record<string, string>)).toMatchObject({ status: 400 });
    }
    expect(await viewer.view()).toBe(true);
  });

  it('goes on where it stopped, if the organization has more sessions than one request may read', async () => {
    const { organizationId, api, login } = await viewers();
    const [old, recent] = [await login('user-1'), await login('user-1')];
    // As if a query read one item, and a request could only send one query that finds something.
    const narrow: DynamoDb = (request, budget) =>
      database.sdk(
        request.operation === 'Query' ? { ...request, input: { ...request.input, Limit: 1 } } : request,
        budget,
      );
    for (let index = 0; index < 25; index++) await login('user-2');
    const narrowed = apiClient(narrow);
    narrowed.now = api.now;
    const end = (query: object) =>
      narrowed.call('end-all-sessions', { organizationId, query: { externalId: 'user-1', ...query } });
    let { body } = await end({});
    let ended = body.ended;
    expect(body.nextCursor).toEqual(expect.any(String));
    while (body.nextCursor !== undefined) {
      body = (await end({ cursor: body.nextCursor })).body;
      ended += body.ended;
    }
    expect([ended, await old.view(), await recent.view()]).toEqual([2, false, false]);
  });
});

describe('erase-viewer', () => {
  it('leaves nothing about the viewer in sessions, claims and recent uses, and the others as they are', async () => {
    const { organizationId, api, secretId, login, erase, events } = await viewers();
    const mine = await login(awkward);
    const theirs = await login('user-2');
    const large = { ...testViewer, externalId: awkward, groups: ['g'.repeat(5000)] };
    const created = await api.call('create-session', { organizationId, body: large });
    const ended = await login(awkward);
    await api.call('end-session', { organizationId, sessionId: ended.id });
    for (const [externalId, sessionId] of [
      [awkward, mine.id],
      ['user-2', theirs.id],
    ] as const) {
      const use = { secretId, sessionId, kind: 'refused', now: api.now, externalId } as const;
      await recordRecentUse(database.sdk, organizationId, use);
    }

    expect(await erase({ externalId: awkward })).toMatchObject({ status: 200, body: { erased: 4 } });

    const dump = JSON.stringify(await database.dump('EmbedSessions', organizationId));
    expect(dump).not.toContain(JSON.stringify(awkward).slice(1, -1));
    expect(dump).not.toContain('ggg');
    expect(dump).toContain('user-2');
    const recent = await listRecentUses(database.sdk, organizationId, secretId);
    expect(recent.map(({ externalId }) => externalId)).toEqual(['user-2']);
    expect([await mine.view(), await theirs.view()]).toEqual([false, true]);
    const { sessionId } = created.body;
    expect((await api.call('get-session', { organizationId, sessionId })).status).toBe(404);
    const erased = (await events()).find(({ type }: { type: string }) => type === 'viewer_erased');
    expect(erased).toMatchObject({ type: 'viewer_erased', details: { viewer: hash(awkward), erased: 4 } });
    expect(JSON.stringify(await events())).not.toContain('Neill');
  });

  it('does not let a URL be used again whose session was erased', async () => {
    const { organizationId, api, login, erase, edge } = await viewers();
    const viewer = await login('user-1');
    await erase({ externalId: 'user-1' });
    expect(await viewer.reopen()).toBe(403);
    expect(edge.reason()).toBe('already_used');
    const inspected = await api.call('inspect-url', { organizationId, body: { url: viewer.url } });
    expect(inspected.body).toMatchObject({ opens: false, reason: 'already_used' });
  });

  it('does not make the URL of an erased session look changed after signing', async () => {
    const { organizationId, api, login, erase, call } = await viewers();
    const viewer = await login('user-1');
    await erase({ externalId: 'user-1' });
    await call('delete-secret');
    const { body } = await api.call('inspect-url', { organizationId, body: { url: viewer.url } });
    expect(body).toMatchObject({ opens: false, reason: 'deleted_secret' });
  });

  it('completes if it is repeated after it stopped halfway', async () => {
    const { organizationId, api, login, erase } = await viewers();
    await login('user-1');
    await login('user-1');
    let writes = 0;
    const failing: DynamoDb = (request, budget) => {
      if (request.operation === 'UpdateItem' && request.input.TableName === 'EmbedSessions' && ++writes > 1) {
        return Promise.reject(new Error('stopped'));
      }
      return database.sdk(request, budget);
    };
    const stopped = apiClient(failing);
    stopped.now = api.now;
    const call = { organizationId, body: { externalId: 'user-1' } };
    expect((await stopped.call('erase-viewer', call)).status).toBe(500);
    expect((await erase({ externalId: 'user-1' })).body.erased).toBeGreaterThan(0);
    expect((await erase({ externalId: 'user-1' })).body).toEqual({ erased: 0 });
    expect(JSON.stringify(await database.dump('EmbedSessions', organizationId))).not.toContain('user-1');
  });

  it('finds the recent uses of deleted secrets, and goes on with a cursor through all of them', async () => {
    const { organizationId, api, secretId, create, call, erase } = await viewers();
    const { id: second } = await create();
    for (const id of [secretId, second]) {
      for (let index = 0; index < 3; index++) {
        const sessionId = `n.${`${index}`.repeat(32)}`;
        const use = { secretId: id, sessionId, kind: 'refused', now: api.now, externalId: 'user-1' } as const;
        await recordRecentUse(database.sdk, organizationId, use);
      }
    }
    await call('delete-secret', undefined, second);
    expect(await erase({ externalId: 'user-1', cursor: 'x' })).toMatchObject({ status: 400 });
    const one = await erase({ externalId: 'user-1', cursor: secretId });
    const two = await erase({ externalId: 'user-1', cursor: 'sessions' });
    expect([one.body.erased, two.body.erased]).toEqual([6, 0]);
  });
});
