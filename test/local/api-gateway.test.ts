import { describe, expect, it } from 'vitest';
import {
  acmeAdmin,
  acmeServer,
  acmeViewer,
  callApi,
  globexAdmin,
  initechAdmin,
  operator,
  send,
  signRequest,
} from '../support/local.ts';

import { acmeSecrets as secrets, useLocalRun } from '../support/use-local-run.ts';

const ports = useLocalRun();

const listed = async () => (await callApi(ports, acmeAdmin, 'GET', secrets)).body.records as { id: string }[];

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
    ['a viewer, who reveals no key', acmeViewer, 'POST', `${secrets}/01ARZ3NDEKTSV4RRFFQ69G5FAV/reveal`],
    ['a viewer, who deletes no secret', acmeViewer, 'DELETE', `${secrets}/01ARZ3NDEKTSV4RRFFQ69G5FAV`],
    ['a viewer of another organization', acmeViewer, 'GET', '/organizations/globex/embed/secrets'],
    ['an operator, who sees no organization’s secrets', operator, 'GET', secrets],
    ['an operator, who limits no secret', operator, 'PUT', `${secrets}/01ARZ3NDEKTSV4RRFFQ69G5FAV/limits`],
    ['an admin, who cannot turn Embed on', initechAdmin, 'PUT', '/organizations/initech'],
    ['an admin, who cannot rotate the environment', acmeAdmin, 'POST', '/environment/keys'],
    ['an unknown access key', { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }, 'GET', secrets],
    ['a wrong secret access key', { ...acmeAdmin, secretAccessKey: 'wrong' }, 'GET', secrets],
  ])('refuses %s', async (_, credentials, method, path) => {
    const body = method === 'PUT' ? { embedEnabled: true } : undefined;
    expect(await callApi(ports, credentials, method, path, { body })).toMatchObject(forbidden);
  });

  it.each(['secrets', 'sessions', 'settings', 'events'])('lets a viewer read the %s', async (resource) => {
    expect((await callApi(ports, acmeViewer, 'GET', `/organizations/acme/embed/${resource}`)).status).toBe(
      200,
    );
  });

  it('sends functions the decoded path, as AWS does, after IAM has evaluated it as sent', async () => {
    const body = { embedEnabled: true };
    expect((await callApi(ports, operator, 'PUT', '/organizations/%61cme', { body })).status).toBe(200);
    expect(await callApi(ports, acmeAdmin, 'GET', '/organizations/%61cme/embed/secrets')).toMatchObject(
      forbidden,
    );
  });

  it('rejects a request that is unsigned, signed for another time, or changed after signing', async () => {
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

  it('serves only its own host names', async () => {
    const request = await signRequest(ports, acmeAdmin, 'GET', secrets);
    const rebound = { ...request, headers: { ...request.headers, host: 'evil.example' } };
    expect(await send(ports.api, rebound)).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  });

  it('lets only the admin page read its responses', async () => {
    const preflight = (origin: string) =>
      send(ports.api, {
        method: 'OPTIONS',
        target: secrets,
        headers: { origin, host: `127.0.0.1:${ports.api}` },
      });
    const own = `http://127.0.0.1:${ports.web}`;
    expect((await preflight(own)).headers).toMatchObject({
      'access-control-allow-origin': own,
      'access-control-expose-headers': 'x-request-id, apigw-requestid',
    });
    expect((await preflight('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
    expect(
      (await preflight(`http://127.0.0.1:${ports.edge}`)).headers['access-control-allow-origin'],
    ).toBeUndefined();
  });

  it('serves only the paths of operations', async () => {
    for (const path of [
      '/',
      '/organizations/acme/embed',
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
    'reports the status and the field of %s, and writes nothing',
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
