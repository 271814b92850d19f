import { describe, expect, it } from 'vitest';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { startSession } from '../../../shared/sessions/start-session.ts';
import { adminOf } from '../../support/admin.ts';
import { testNow } from '../../support/builders.ts';
import { edgeClient } from '../../support/edge.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

/** An organization with a secret, an admin and viewers, all on one clock. */
async function organization() {
  const { organizationId, api, put: putBody, create } = await adminOf(database);
  const host = `${organizationId}.embed.example.com`;
  const edge = edgeClient(database.edge, testNow);
  const put = (embedEnabled: boolean) => putBody({ embedEnabled });
  const secret = await create();
  const pass = (ms: number) => {
    api.now += ms;
    edge.now += ms;
  };
  pass(1000);

  /** A viewer who logs in: the cookie, and whether it still opens anything. */
  const viewer = async (externalId = 'user-1', { secretKey } = secret) => {
    const claims = { contentPath: '/', externalId, name: 'Ada' };
    const url = new URL(signLoginUrl({ secretKey, host, claims, now: edge.now }));
    const { cookie } = await edge.view({ host, target: url.pathname + url.search });
    const isIn = async () =>
      (await edge.view({ host, target: '/', headers: { Cookie: cookie } })).status === 0;
    return { id: /n\.[a-f0-9]{32}/.exec(cookie)?.[0] ?? '', isIn };
  };
  const list = (query?: Record<string, string>) =>
    api.call('list-sessions', { organizationId, ...(query === undefined ? {} : { query }) });
  const ids = async (query?: Record<string, string>) =>
    (await list(query)).body.records.map(({ id }: { id: string }) => id);
  const end = (sessionId: string) => api.call('end-session', { organizationId, sessionId });
  const endAll = () => api.call('end-all-sessions', { organizationId });
  return { organizationId, api, put, create, secret, pass, viewer, list, ids, end, endAll };
}

describe('the list of sessions', () => {
  it('has the active ones, newest first, without their claims', async () => {
    const { secret, pass, viewer, list } = await organization();
    const first = await viewer('user-1');
    pass(1000);
    const second = await viewer('user-2');
    expect(await list()).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect((await list()).body).toEqual({
      records: [
        {
          id: second.id,
          externalId: 'user-2',
          name: 'Ada',
          secretId: secret.id,
          createdAt: '2026-01-01T00:00:02.000Z',
          expiresAt: '2026-01-02T00:00:02.000Z',
        },
        expect.objectContaining({ id: first.id, externalId: 'user-1' }),
      ],
    });
  });

  it('leaves out pending, ended and expired ones, and those of a deleted secret', async () => {
    const { organizationId, api, create, pass, viewer, ids, end } = await organization();
    const other = await create();
    const body = { contentPath: '/', externalId: 'user-1', name: 'Ada' };
    await api.call('create-session', { organizationId, body });
    const [ended, orphan, live] = [await viewer(), await viewer('user-2', other), await viewer()];
    await end(ended.id);
    await api.call('delete-secret', { organizationId, secretId: other.id });
    expect(await ids()).toEqual([live.id]);
    expect([await ended.isIn(), await orphan.isIn(), await live.isIn()]).toEqual([false, false, true]);
    pass(24 * 3_600_000);
    expect(await ids()).toEqual([]);
  });

  it('can be filtered by secret', async () => {
    const { create, viewer, ids } = await organization();
    const other = await create();
    await viewer();
    const { id } = await viewer('user-2', other);
    expect(await ids({ secretId: other.id })).toEqual([id]);
  });

  it('has pages of 50, with each session once', async () => {
    const { organizationId, secret, ids, list } = await organization();
    const sessions = Array.from({ length: 120 }, (_, index) => ({
      organizationId,
      sessionId: `n.${index.toString(16).padStart(32, '0')}`,
      state: 'active' as const,
      secretId: secret.id,
      attemptId: `${index}`,
      claims: { contentPath: '/', externalId: `user-${index}`, name: 'Ada' },
      // Three begin in the same millisecond, so that a page can end between two of one time.
      createdAt: new Date(testNow + 10 + Math.floor(index / 3)).toISOString(),
      expiresAt: '2026-01-02T00:00:00.000Z',
    }));
    for (const session of sessions) await startSession(database.sdk, session);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? {} : { cursor };
      pages.push(await ids(query));
      cursor = (await list(query)).body.nextCursor;
    } while (cursor !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(pages.flat().sort()).toEqual(sessions.map(({ sessionId }) => sessionId).sort());
  });

  it.each(['1', '2', '100'])('has at most %s sessions if the limit says so', async (limit) => {
    const { viewer, ids } = await organization();
    for (let count = 0; count < 3; count++) await viewer();
    expect(await ids({ limit })).toHaveLength(Math.min(3, Number(limit)));
  });

  it('has only the organization’s own, even with another organization’s cursor', async () => {
    const mine = await organization();
    const theirs = await organization();
    await theirs.viewer();
    const { id } = await theirs.viewer();
    const query = { cursor: `2027-01-01T00:00:00.000Z_${id}` };
    expect(await mine.list(query)).toMatchObject({ status: 200, body: { records: [] } });
  });

  it('ends if all sessions are ended between two pages', async () => {
    const { viewer, list, endAll } = await organization();
    const { id } = await viewer();
    const cursor = `2026-01-01T00:00:01.000Z_${id}`;
    await endAll();
    expect((await list({ cursor })).body).toEqual({ records: [] });
  });

  it.each([
    [{ cursor: 'x' }, 'cursor'],
    [{ cursor: '2026-01-01T00:00:00.000Z_n.1' }, 'cursor'],
    [{ secretId: 'x' }, 'secretId'],
    [{ state: 'ended' }, 'state'],
    [{ limit: '0' }, 'limit'],
    [{ limit: '101' }, 'limit'],
    [{ limit: '1e1' }, 'limit'],
    [{ limit: '' }, 'limit'],
    [{ limit: '5,5' }, 'limit'],
  ])('takes no other question: %j', async (query, field) => {
    const { list } = await organization();
    expect(await list(query)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

describe('ending sessions', () => {
  it('ends one immediately and for good, without affecting others', async () => {
    const { viewer, ids, end } = await organization();
    const [one, other] = [await viewer(), await viewer('user-2')];
    expect(await end(one.id)).toMatchObject({ status: 204, body: undefined });
    expect([await one.isIn(), await other.isIn()]).toEqual([false, true]);
    expect(await end(one.id)).toMatchObject({ status: 204 });
    expect(await ids()).toEqual([other.id]);
  });

  it('returns 404 for an unknown one or another organization’s', async () => {
    const mine = await organization();
    const theirs = await organization();
    const viewer = await theirs.viewer();
    expect(await mine.end(viewer.id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await mine.end(`n.${'0'.repeat(32)}`)).toMatchObject({ status: 404 });
    expect(await mine.end('n.1')).toMatchObject({ status: 404 });
    expect(await viewer.isIn()).toBe(true);
  });

  it('ends all existing ones, but not later ones', async () => {
    const { viewer, ids, endAll } = await organization();
    const [one, other] = [await viewer(), await viewer('user-2')];
    expect(await endAll()).toMatchObject({ status: 204, body: undefined });
    expect([await one.isIn(), await other.isIn(), await ids()]).toEqual([false, false, []]);
    const later = await viewer();
    expect([await later.isIn(), await ids()]).toEqual([true, [later.id]]);
  });

  it('ends those started between two calls in the same millisecond', async () => {
    const { api, viewer, endAll } = await organization();
    await endAll();
    const between = await viewer();
    // By a function whose clock is behind.
    api.now -= 4000;
    await endAll();
    expect(await between.isIn()).toBe(false);
  });

  it('isn’t undone by turning Embed off and on', async () => {
    const { put, pass, viewer, ids, end, endAll } = await organization();
    const [one, other] = [await viewer(), await viewer('user-2')];
    await end(one.id);
    await endAll();
    await put(false);
    pass(1000);
    await put(true);
    expect([await one.isIn(), await other.isIn(), await ids()]).toEqual([false, false, []]);
  });
});
