import { expect, it } from 'vitest';
import { secretAdmin } from '../../support/admin.ts';
import { buildPendingSession } from '../../support/builders.ts';
import { edgeClient } from '../../support/edge.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

/** An organization with an active and a pending session. */
async function sessions() {
  const admin = await secretAdmin(database);
  const { organizationId, api, generate } = admin;
  api.now += 1000;
  const edge = edgeClient(database.edge, api.now);
  const url = new URL((await generate({ externalId: 'user-1', name: 'Ada' })).body.url);
  await edge.view({ host: url.host, target: url.pathname + url.search });
  const { body } = await api.call('list-sessions', { organizationId });
  const pending = await buildPendingSession(database.sdk, organizationId, { now: api.now });
  const get = (sessionId: string) => api.call('get-session', { organizationId, sessionId });
  const state = async (sessionId: string) => (await get(sessionId)).body.state;
  return { ...admin, listed: body.records[0], pending, get, state };
}

it('returns a session as the list has it, with its state and without its claims', async () => {
  const { listed, pending, get } = await sessions();
  expect(await get(listed.id)).toMatchObject({ status: 200, body: { ...listed, state: 'active' } });
  expect((await get(listed.id)).body).toEqual({ ...listed, state: 'active' });
  const { body } = await get(pending);
  expect(body).toMatchObject({ id: pending, externalId: 'user-1', name: 'Ada', state: 'pending' });
  expect(body).not.toHaveProperty('secretId');
});

it('returns why a session is over', async () => {
  const { organizationId, api, call, secretId, listed, pending, state } = await sessions();
  await call('disable-secret', {});
  expect(await state(listed.id)).toBe('active');
  await call('enable-secret');
  await api.call('end-session', { organizationId, sessionId: pending });
  expect(await state(pending)).toBe('ended');
  api.now += 24 * 3_600_000;
  expect(await state(listed.id)).toBe('expired');
  api.now -= 24 * 3_600_000;
  await api.call('delete-secret', { organizationId, secretId });
  expect(await state(listed.id)).toBe('ended');
});

it('returns that all sessions were ended', async () => {
  const { organizationId, api, listed, pending, state } = await sessions();
  await api.call('end-all-sessions', { organizationId });
  expect([await state(listed.id), await state(pending)]).toEqual(['ended', 'ended']);
});

it("returns 404 for an unknown or malformed ID, and for another organization's session", async () => {
  const { listed, get } = await sessions();
  const { get: other } = await sessions();
  const unknown = `n.${'0'.repeat(32)}`;
  expect([(await get(unknown)).status, (await get('n.1')).status]).toEqual([404, 404]);
  expect((await other(listed.id)).status).toBe(404);
});
