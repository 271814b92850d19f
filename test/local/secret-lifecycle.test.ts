import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ports } from '../../local/ports.ts';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { acmeAdmin, acmeServer, callApi, cookieOf, signTarget, view } from '../support/local.ts';

const { start } = vi.hoisted(() => {
  // Before anything is imported: the functions take `Date.now` once, as in Lambda.
  const start = Date.parse('2026-06-01T00:00:00.000Z');
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  return { start };
});

const host = 'acme.embed.localhost';
const secrets = '/organizations/acme/embed/secrets';
const hour = 3_600_000;

let run: LocalRun;
let ports: Ports;
beforeAll(async () => {
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  ports = run.ports;
});
afterAll(async () => {
  await run.close();
  vi.useRealTimers();
});

let started = start;
const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
beforeEach(() => {
  started = Date.now();
});

const call = async (method: string, path: string, body?: object) => {
  const response = await callApi(ports, acmeAdmin, method, `${secrets}${path}`, { body });
  return { status: response.status, body: response.body };
};
const create = async (body: object = { name: 'Production' }) =>
  (await call('POST', '', body)).body as { id: string; secretKey: string };
const open = async (secretKey: string, claims?: object) =>
  view(ports, host, signTarget(ports, host, secretKey, claims));
const request = async (cookie: string, path = '/dashboards/1') =>
  (await view(ports, host, path, { cookie })).status;
const at = (milliseconds: number): string => new Date(started + milliseconds).toISOString();

describe('a rotation, from outside', () => {
  it('with an overlap of an hour: both keys open, then only the new one', async () => {
    const old = await create();
    const session = cookieOf(await open(old.secretKey));
    const rotated = await call('POST', `/${old.id}/rotate`, { overlapHours: 1 });
    expect(rotated).toMatchObject({ status: 201, body: { replaces: old.id, status: 'active' } });
    const { secretKey } = rotated.body;
    expect((await open(old.secretKey)).status).toBe(302);
    expect((await open(secretKey)).status).toBe(302);
    expect(await request(session)).toBe(200);

    pass(hour - 1);
    expect((await open(old.secretKey)).status).toBe(302);
    pass(1);
    expect((await open(old.secretKey)).status).toBe(403);
    expect(await request(session)).toBe(403);
    expect((await open(secretKey)).status).toBe(302);
  });

  it('without an overlap: the old URL and the old session get 403 at once', async () => {
    const old = await create();
    const session = cookieOf(await open(old.secretKey));
    const target = signTarget(ports, host, old.secretKey);
    const rotated = await call('POST', `/${old.id}/rotate`, { overlapHours: 0 });
    expect((await view(ports, host, target)).status).toBe(403);
    expect(await request(session)).toBe(403);
    expect((await open(rotated.body.secretKey)).status).toBe(302);
    expect((await call('GET', `/${old.id}`)).body).toMatchObject({
      status: 'retired',
      replacedBy: rotated.body.id,
    });
  });
});

describe('a scheduled retirement, from outside', () => {
  it('takes effect at its second, and can be cancelled before', async () => {
    const { id, secretKey } = await create();
    const session = cookieOf(await open(secretKey));
    const retirement = await call('PUT', `/${id}/retirement`, { retiresAt: at(hour) });
    expect(retirement).toMatchObject({ status: 200, body: { status: 'retiring', retiresAt: at(hour) } });
    pass(hour - 1);
    expect(await request(session)).toBe(200);
    expect(await call('DELETE', `/${id}/retirement`)).toMatchObject({
      status: 200,
      body: { status: 'active' },
    });
    pass(1);
    expect(await request(session)).toBe(200);

    await call('PUT', `/${id}/retirement`, { retiresAt: at(2 * hour) });
    pass(hour);
    expect(await request(session)).toBe(403);
    expect((await open(secretKey)).status).toBe(403);
    expect(await call('DELETE', `/${id}/retirement`)).toMatchObject({
      status: 409,
      body: { code: 'already_retired' },
    });
  });
});

describe('disabling, from outside', () => {
  it('refuses URL and session with 403; enabling accepts the same session again', async () => {
    const { id, secretKey } = await create();
    const session = cookieOf(await open(secretKey));
    expect(await call('POST', `/${id}/disable`)).toMatchObject({ status: 200, body: { status: 'disabled' } });
    expect(await request(session)).toBe(403);
    expect((await open(secretKey)).status).toBe(403);
    expect(await call('POST', `/${id}/enable`)).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(await request(session)).toBe(200);
    expect((await open(secretKey)).status).toBe(302);
  });

  it('for 10 minutes ends by itself', async () => {
    const { id, secretKey } = await create();
    const session = cookieOf(await open(secretKey));
    await call('POST', `/${id}/disable`, { minutes: 10 });
    pass(10 * 60_000 - 1);
    expect(await request(session)).toBe(403);
    pass(1);
    expect(await request(session)).toBe(200);
    expect((await open(secretKey)).status).toBe(302);
    expect((await call('GET', `/${id}`)).body).toMatchObject({ status: 'active' });
  });
});

describe('limits, from outside', () => {
  it('keep a secret to its paths, and off other hosts', async () => {
    const { id, secretKey } = await create({ name: 'Reports', limits: { paths: ['/dashboards'] } });
    const session = cookieOf(await open(secretKey));
    expect(await request(session, '/dashboards/2?x=1')).toBe(200);
    expect(await request(session, '/admin')).toBe(403);
    expect((await open(secretKey, { contentPath: '/admin' })).status).toBe(403);
    await call('PUT', `/${id}/limits`, { hosts: ['staging.acme.com'] });
    expect(await request(session)).toBe(403);
    expect((await open(secretKey)).status).toBe(403);
    await call('PUT', `/${id}/limits`, { hosts: [`${host}:${ports.edge}`] });
    expect(await request(session)).toBe(200);
    await call('PUT', `/${id}/limits`, {});
    expect(await request(session, '/admin')).toBe(200);
  });
});

it('leaves the lifecycle to admins: the organization’s server gets 403', async () => {
  const { id } = await create();
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/rotate'],
    ['PUT', '/retirement'],
    ['DELETE', '/retirement'],
    ['POST', '/disable'],
    ['POST', '/enable'],
    ['PUT', '/limits'],
  ] as const) {
    const response = await callApi(ports, acmeServer, method, `${secrets}/${id}${path}`);
    expect(response).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
  }
});
