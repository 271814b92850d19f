import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ports } from '../../local/ports.ts';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import {
  acmeAdmin,
  acmeServer,
  callApi,
  cookieOf,
  globexAdmin,
  initechAdmin,
  operator,
  send,
  signRequest,
  signTarget,
  view,
} from '../support/local.ts';

const host = 'acme.embed.localhost';
const secrets = '/organizations/acme/embed/secrets';

let run: LocalRun;
let ports: Ports;
beforeAll(async () => {
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  ports = run.ports;
});
afterAll(() => run.close());

const create = async (name = 'Production') =>
  (await callApi(ports, acmeAdmin, 'POST', secrets, { body: { name } })).body as {
    id: string;
    secretKey: string;
  };
const listed = async () => (await callApi(ports, acmeAdmin, 'GET', secrets)).body.records as { id: string }[];

describe('the main job, from outside', () => {
  it('creates a secret, opens what it signs, and ends it all with the delete', async () => {
    const created = await callApi(ports, acmeAdmin, 'POST', secrets, { body: { name: 'Production' } });
    expect(created.status).toBe(201);
    const { id, secretKey } = created.body;
    expect(secretKey).toHaveLength(32);
    expect(secretKey.slice(26)).toBe(base62(crc32(secretKey.slice(0, 26))));

    const target = signTarget(ports, host, secretKey);
    const opened = await view(ports, host, target);
    expect(opened).toMatchObject({ status: 302, headers: { location: '/dashboards/1' } });
    const cookie = cookieOf(opened);
    expect(cookie).toMatch(/^__Host-embed_session=v1\./);

    const content = await view(ports, host, '/dashboards/1', { cookie });
    expect(content.status).toBe(200);
    expect(content.body).toContain('"sub": "user-1"');
    expect(content.body).toContain('"org": "acme"');
    expect((await view(ports, host, target)).status).toBe(403);
    expect((await view(ports, host, target, { cookie })).status).toBe(302);

    const other = await create('Staging');
    const others = cookieOf(await view(ports, host, signTarget(ports, host, other.secretKey)));
    const deleted = await callApi(ports, acmeAdmin, 'DELETE', `${secrets}/${id}`);
    expect(deleted).toMatchObject({ status: 200, body: { id, name: 'Production' } });
    expect((await view(ports, host, '/dashboards/1', { cookie })).status).toBe(403);
    expect((await view(ports, host, signTarget(ports, host, secretKey))).status).toBe(403);
    expect((await view(ports, host, '/dashboards/1', { cookie: others })).status).toBe(200);
    expect((await view(ports, host, signTarget(ports, host, other.secretKey))).status).toBe(302);
  });

  it('makes one session of 50 clients that open one URL at once', async () => {
    const { secretKey } = await create();
    const target = signTarget(ports, host, secretKey);
    const opened = await Promise.all(Array.from({ length: 50 }, () => view(ports, host, target)));
    const statuses = opened.map(({ status }) => status).sort();
    expect(statuses).toEqual([302, ...Array.from({ length: 49 }, () => 403)]);
  });

  it('is closed where Embed is off', async () => {
    const refused = await callApi(ports, initechAdmin, 'GET', '/organizations/initech/embed/secrets');
    expect(refused).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
    const target = signTarget(ports, 'initech.embed.localhost', 'any key');
    expect((await view(ports, 'initech.embed.localhost', target)).status).toBe(403);
  });
});

describe('the local API Gateway', () => {
  const forbidden = { status: 403, body: { message: 'Forbidden' } };

  it.each([
    ['another organization’s admin', globexAdmin, 'GET', secrets],
    ['another organization’s admin', globexAdmin, 'DELETE', `${secrets}/01ARZ3NDEKTSV4RRFFQ69G5FAV`],
    [
      'an admin who climbs out of the own organization',
      globexAdmin,
      'GET',
      '/organizations/%61cme/embed/secrets',
    ],
    ['a server, which signs and administers nothing', acmeServer, 'GET', secrets],
    ['an operator, who sees no organization’s secrets', operator, 'GET', secrets],
    ['an admin, who cannot turn Embed on', initechAdmin, 'PUT', '/organizations/initech'],
    ['an admin, who cannot rotate the environment', acmeAdmin, 'POST', '/environment/keys'],
    ['a key that is nobody’s', { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }, 'GET', secrets],
    ['a wrong secret access key', { ...acmeAdmin, secretAccessKey: 'wrong' }, 'GET', secrets],
  ])('refuses %s', async (_, credentials, method, path) => {
    const body = method === 'PUT' ? { embedEnabled: true } : undefined;
    expect(await callApi(ports, credentials, method, path, { body })).toMatchObject(forbidden);
  });

  it('hands a function the path decoded, as AWS does, after IAM decided on it as it was sent', async () => {
    const body = { embedEnabled: true };
    expect((await callApi(ports, operator, 'PUT', '/organizations/%61cme', { body })).status).toBe(200);
    expect(await callApi(ports, acmeAdmin, 'GET', '/organizations/%61cme/embed/secrets')).toMatchObject(
      forbidden,
    );
  });

  it('refuses a request that was not signed, was signed for another time, or was changed since', async () => {
    const before = await listed();
    const signed = () => signRequest(ports, acmeAdmin, 'POST', secrets, { body: { name: 'Forged' } });
    const minutesAgo = (minutes: number) =>
      new Date(Date.now() - minutes * 60_000).toISOString().replace(/[:-]|\.\d{3}/g, '');
    const at = (datetime: string) =>
      signRequest(ports, acmeAdmin, 'POST', secrets, { body: { name: 'Forged' }, datetime });

    const request = await signed();
    const plus = await signRequest(ports, acmeAdmin, 'POST', `${secrets}?x=a%2Bb`, {
      body: { name: 'Forged' },
    });
    const spoiled = [
      { ...request, headers: { host: request.headers.host, 'content-type': 'application/json' } },
      { ...request, body: JSON.stringify({ name: 'Changed' }) },
      { ...request, method: 'PATCH' },
      { ...request, target: `${secrets}?x=1` },
      { ...plus, target: `${secrets}?x=a+b` },
      { ...request, headers: { ...request.headers, host: `localhost:${ports.api}` } },
      { ...request, headers: { ...request.headers, 'x-amz-security-token': 'added' } },
      await at(minutesAgo(6)),
      await at(minutesAgo(-6)),
    ];
    for (const [index, wrong] of spoiled.entries()) {
      const { status, body } = await send(ports.api, wrong);
      expect([index, status, body]).toEqual([
        index,
        index === 2 ? 404 : 403,
        expect.stringContaining('message'),
      ]);
    }
    expect(await listed()).toEqual(before);
    expect((await send(ports.api, await at(minutesAgo(4)))).status).toBe(201);
  });

  it('answers to its own names only', async () => {
    const request = await signRequest(ports, acmeAdmin, 'GET', secrets);
    const rebound = { ...request, headers: { ...request.headers, host: 'evil.example' } };
    expect(await send(ports.api, rebound)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });

  it('lets no other page than the admin page read its answers', async () => {
    const preflight = (origin: string) =>
      send(ports.api, {
        method: 'OPTIONS',
        target: secrets,
        headers: { origin, host: `127.0.0.1:${ports.api}` },
      });
    const own = `http://127.0.0.1:${ports.web}`;
    expect((await preflight(own)).headers).toMatchObject({ 'access-control-allow-origin': own });
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    expect(
      (await preflight(`http://127.0.0.1:${ports.edge}`)).headers['access-control-allow-origin'],
    ).toBeUndefined();
  });

  it('knows no path but those of the operations', async () => {
    for (const path of [
      '/',
      '/organizations/acme',
      `${secrets}/../../../globex/embed/secrets`,
      `${secrets}//x`,
    ]) {
      const request = await signRequest(ports, acmeAdmin, 'GET', '/');
      expect(await send(ports.api, { ...request, target: path })).toMatchObject({
        status: 404,
        body: '{"message":"Not Found"}',
      });
    }
    const absolute = await send(ports.api, { target: `http://127.0.0.1:${ports.api}${secrets}` });
    expect(absolute.status).toBe(404);
  });

  it.each([
    ['no name', {}, {}, 400, 'name'],
    ['101 characters', { name: 'x'.repeat(101) }, {}, 400, 'name'],
    ['a blank name', { name: '  ' }, {}, 400, 'name'],
    ['an unknown member', { name: 'x', secretKey: 'mine' }, {}, 400, 'secretKey'],
    ['wrong JSON', '{"name"', {}, 400, 'body'],
    ['another media type', { name: 'x' }, { 'content-type': 'text/plain' }, 415, undefined],
    ['20 KiB', { name: 'x'.repeat(20_480) }, {}, 413, undefined],
  ])(
    'gives the status and the field of %s, and nothing is written',
    async (_, body, headers, status, field) => {
      const before = await listed();
      const refused = await callApi(ports, acmeAdmin, 'POST', secrets, { body, headers });
      expect(refused.status).toBe(status);
      expect(refused.headers['content-type']).toBe('application/problem+json');
      if (field !== undefined) expect(refused.body.errors).toMatchObject([{ field }]);
      expect(await listed()).toEqual(before);
    },
  );

  it('serves the operator', async () => {
    const put = await callApi(ports, operator, 'PUT', '/organizations/umbrella', {
      body: { embedEnabled: true },
    });
    expect(put).toMatchObject({ status: 200, body: { embedEnabled: true } });
    expect(await callApi(ports, operator, 'POST', '/environment/keys')).toMatchObject({ status: 201 });
  });
});

describe('the local CloudFront', () => {
  it('takes any Host header for a host, and lets nothing past the verifier', async () => {
    for (const other of ['127.0.0.1', 'acme.example.com', 'embed.localhost']) {
      expect((await view(ports, other, '/dashboards/1')).status).toBe(403);
    }
    const { body, headers } = await send(ports.edge, { target: '/.well-known/jwks.json' });
    expect(headers['content-type']).toBe('application/jwk-set+json');
    expect(JSON.parse(body).keys).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' }),
      ]),
    );
  });

  it('passes a request on with its body, and its answer back', async () => {
    const { secretKey } = await create();
    const cookie = cookieOf(await view(ports, host, signTarget(ports, host, secretKey)));
    const headers = { host: `${host}:${ports.edge}`, cookie, 'content-type': 'text/plain' };
    const posted = await send(ports.edge, { method: 'POST', target: '/save?x=1', headers, body: 'data' });
    expect(posted).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(posted.body).toContain('/save?x=1');
  });
});

/** Digits, capitals, small letters; six of them. */
function base62(number: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return Array.from({ length: 6 }, (_, place) =>
    digits.charAt(Math.floor(number / 62 ** (5 - place)) % 62),
  ).join('');
}
