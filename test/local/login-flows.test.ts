import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { embedSsoDashboard, redeemSessionToken } from '@omni-co/embed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ports } from '../../local/ports.ts';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import {
  acmeAdmin,
  acmeServer,
  callApi,
  cookieOf,
  globexAdmin,
  operator,
  send,
  view,
} from '../support/local.ts';

const host = 'acme.embed.localhost';
const embed = '/organizations/acme/embed';
const viewer = { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada' };

let run: LocalRun;
let ports: Ports;
let secret: { id: string; secretKey: string };
beforeAll(async () => {
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  ports = run.ports;
  secret = (await callApi(ports, acmeAdmin, 'POST', `${embed}/secrets`, { body: { name: 'Production' } }))
    .body;
});
afterAll(() => run.close());

const asServer = (method: string, path: string, body?: object) =>
  callApi(ports, acmeServer, method, `${embed}${path}`, { body });
const asAdmin = (method: string, path: string, body?: object) =>
  callApi(ports, acmeAdmin, method, `${embed}${path}`, { body });
const redeemTarget = async (sessionToken: string) => {
  const options = { host, port: ports.edge, secret: secret.secretKey, sessionToken };
  const url = new URL(await redeemSessionToken(options));
  return url.pathname + url.search;
};

describe('2-step SSO, end to end', () => {
  it('lets one of 50 clients in with the URL of the npm client', async () => {
    const created = await asServer('POST', '/sessions', { ...viewer, userAttributes: { region: 'FR' } });
    expect(created).toMatchObject({ status: 201, body: { sessionId: expect.stringMatching(/^s\./) } });
    const target = await redeemTarget(created.body.sessionId);
    const opened = await Promise.all(Array.from({ length: 50 }, () => view(ports, host, target)));
    expect(opened.map(({ status }) => status).sort()).toEqual([
      302,
      ...Array.from({ length: 49 }, () => 403),
    ]);
    const cookie = cookieOf(
      opened.find(({ status }) => status === 302) ?? { status: 0, headers: {}, body: '' },
    );
    const content = await view(ports, host, '/dashboards/1', { cookie });
    expect(content.status).toBe(200);
    expect(content.body).toContain('"region": "FR"');
  });

  it('starts with the call of docs/protocol.md', async () => {
    const docs = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
    const code = /```js\n(import aws4.*?)```/s.exec(docs)?.[1]?.replace('https://', 'http://') ?? '';
    const options = {
      apiHost: `127.0.0.1:${ports.api}`,
      region: 'us-east-1',
      organizationId: 'acme',
      credentials: acmeServer,
      ...viewer,
    };
    const script = `${code}\nprocess.stdout.write(await createSessionToken(${JSON.stringify(options)}));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    expect((await view(ports, host, await redeemTarget(stdout))).status).toBe(302);
  });
});

describe('generate-url and inspect-url, end to end', () => {
  it('generate a URL that opens at the local edge’s port, and explain it afterwards', async () => {
    const { status, body } = await asServer('POST', '/urls', viewer);
    expect(status).toBe(201);
    const url = new URL(body.url);
    // The local edge has no HTTPS.
    expect(url.origin).toBe(`http://${host}:${ports.edge}`);
    const inspect = async () => (await asServer('POST', '/urls/inspect', { url: body.url })).body;
    expect(await inspect()).toMatchObject({ opens: true, format: 'v1', secret: { name: 'Production' } });
    expect((await view(ports, host, url.pathname + url.search)).status).toBe(302);
    expect(await inspect()).toMatchObject({ opens: false, reason: 'already_used' });
  });
});

describe('sessions, settings and hosts, end to end', () => {
  it('list and end sessions', async () => {
    const { body } = await asServer('POST', '/urls', { ...viewer, externalId: 'ended' });
    const { pathname, search } = new URL(body.url);
    const cookie = cookieOf(await view(ports, host, pathname + search));
    const { records } = (await asAdmin('GET', '/sessions')).body;
    const listed = records.find(({ externalId }: { externalId: string }) => externalId === 'ended');
    expect(listed).toMatchObject({ secretId: secret.id, name: 'Ada' });
    const filtered = await asAdmin('GET', `/sessions?secretId=${secret.id}`);
    expect(filtered.body.records).toEqual(records);
    expect(await asAdmin('DELETE', `/sessions/${listed.id}`)).toMatchObject({ status: 204, body: '' });
    expect((await view(ports, host, '/', { cookie })).status).toBe(403);
    expect(await asAdmin('DELETE', '/sessions')).toMatchObject({ status: 204 });
    expect((await asAdmin('GET', '/sessions')).body.records).toEqual([]);
  });

  it('accept v0 as the settings say, and count it', async () => {
    const options = { host, port: ports.edge, secret: secret.secretKey, externalId: 'x', name: 'Ada' };
    const target = async () => {
      const url = new URL(await embedSsoDashboard({ contentId: '1', ...options }));
      return url.pathname + url.search;
    };
    expect((await view(ports, host, await target())).status).toBe(403);
    const acceptV0 = { until: new Date(Date.now() + 86_400_000).toISOString(), parameterSets: [[]] };
    expect(await asAdmin('PATCH', '/settings', { acceptV0 })).toMatchObject({
      status: 200,
      body: { acceptV0 },
    });
    expect((await view(ports, host, await target())).status).toBe(302);
    expect((await asAdmin('GET', '/settings')).body.v0Logins).toMatchObject([{ count: 1 }]);
    await asAdmin('PATCH', '/settings', { acceptV0: null });
  });

  it('serve a custom host that the operator assigned', async () => {
    const custom = 'analytics.acme.test';
    const put = (organizationId: string) =>
      callApi(ports, operator, 'PUT', `/hosts/${custom}`, { body: { organizationId } });
    expect(await put('acme')).toMatchObject({ status: 200, body: { host: custom, organizationId: 'acme' } });
    expect(await put('globex')).toMatchObject({ status: 409, body: { code: 'host_taken' } });
    const { body } = await asServer('POST', '/urls', { ...viewer, host: `${custom}:${ports.edge}` });
    const { pathname, search } = new URL(body.url);
    expect((await view(ports, custom, pathname + search)).status).toBe(302);
    expect(await callApi(ports, operator, 'DELETE', `/hosts/${custom}`)).toMatchObject({ status: 204 });
  });

  it('tell a fetch of a running page that its session has ended', async () => {
    const headers = { host: `${host}:${ports.edge}`, 'sec-fetch-dest': 'empty' };
    const denied = await send(ports.edge, { target: '/api/data', headers });
    expect(denied).toMatchObject({
      status: 403,
      headers: { 'content-type': 'application/json', 'x-embed-error': 'forbidden' },
    });
    expect(JSON.parse(denied.body)).toMatchObject({ code: 'forbidden' });
  });
});

describe('a principal', () => {
  it.each([
    ['a server, the list of sessions', acmeServer, 'GET', `${embed}/sessions`],
    ['a server, ending sessions', acmeServer, 'DELETE', `${embed}/sessions`],
    ['a server, the settings', acmeServer, 'GET', `${embed}/settings`],
    ['an admin, the hosts', acmeAdmin, 'PUT', '/hosts/analytics.acme.test'],
    ['an operator, sessions', operator, 'GET', `${embed}/sessions`],
    ['an operator, signing', operator, 'POST', `${embed}/urls`],
    ['another organization’s admin, signing', globexAdmin, 'POST', `${embed}/urls`],
    ['another organization’s admin, a session', globexAdmin, 'POST', `${embed}/sessions`],
    ['another organization’s admin, inspecting', globexAdmin, 'POST', `${embed}/urls/inspect`],
    ['another organization’s admin, ending', globexAdmin, 'DELETE', `${embed}/sessions/n.${'0'.repeat(32)}`],
  ])('is refused by IAM: %s', async (_, credentials, method, path) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    expect(await callApi(ports, credentials, method, path, { body })).toMatchObject({
      status: 403,
      body: { message: 'Forbidden' },
    });
  });
});
