import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DynamoDbRequest } from '../../../shared/dynamodb.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { edgeClient } from '../../support/edge.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const hour = 3_600_000;

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
  await rotateEnvironmentKeys(database.sdk, now);
});
afterAll(() => database.close());

/** An organization with a secret, its host, and an edge. */
async function organization() {
  const organizationId = uniqueOrganizationId();
  await putOrganization(database.sdk, organizationId, { embedEnabled: true, now: now - hour });
  const requests: DynamoDbRequest[] = [];
  const edge = edgeClient((budget) => {
    const send = database.edge(budget);
    return (request) => {
      requests.push(request);
      return send(request);
    };
  }, now);
  const host = `${organizationId}.embed.example.com`;
  const create = async () => {
    const created = await createSecret(database.sdk, organizationId, {
      name: 'Production',
      actor: 'admin',
      now,
    });
    if (!created.ok) throw new Error(created.reason);
    return { secretId: created.secret.id, secretKey: created.secretKey };
  };
  const secret = await create();
  const sign = (claims: object = {}, { secretKey } = secret) => {
    const viewer = { contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada', ...claims };
    const url = new URL(signLoginUrl({ secretKey, host, claims: viewer, now: edge.now }));
    return url.pathname + url.search;
  };
  const login = async (claims?: object, by = secret) => await edge.view({ host, target: sign(claims, by) });
  const open = async (cookie: string, headers = {}, method = 'GET') =>
    await edge.view({ host, method, target: '/d/1?a=b', headers: { Cookie: cookie, ...headers } });
  const remove = ({ secretId } = secret) =>
    deleteSecret(database.sdk, organizationId, { secretId, actor: 'admin', now: edge.now });
  return { organizationId, host, edge, secret, create, sign, login, open, remove, requests };
}

const forbidden = { status: 403, headers: { 'x-embed-error': 'forbidden', 'cache-control': 'no-store' } };

describe('a login', () => {
  it('starts a session, sets its cookie and redirects to the content path', async () => {
    const { login, secret } = await organization();
    const opened = await login();
    expect(opened).toMatchObject({
      status: 302,
      headers: { location: '/d/1?a=b', 'cache-control': 'no-store' },
    });
    expect(opened.headers['set-cookie']).toMatch(
      new RegExp(
        `^__Host-embed_session=v1\\.${secret.secretId}\\.n\\.[a-f0-9]{32}\\.1767312000\\.[\\w-]{43}\\.[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned$`,
      ),
    );
  });

  it('is refused, and not used up, if its identity would exceed the header of the origin', async () => {
    const { edge, login, requests } = await organization();
    requests.length = 0;
    const tooLarge = await login({ externalId: '\u0001'.repeat(171) });
    expect(tooLarge).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'identity_too_large', field: 'externalId' });
    expect(requests.map(({ operation }) => operation)).not.toContain('UpdateItem');
    expect(await login({ externalId: '\u0001'.repeat(170) })).toMatchObject({ status: 302 });
  });

  it('is refused, and not used up, if its Location would be too long for CloudFront', async () => {
    const { edge, login, requests } = await organization();
    requests.length = 0;
    expect(await login({ contentPath: `/${'漢'.repeat(1000)}` })).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'invalid_claim', field: 'contentPath' });
    const halves = { contentPath: `/${'漢'.repeat(500)}`, filterSearchParam: '漢'.repeat(500) };
    expect(await login(halves)).toMatchObject(forbidden);
    expect(requests.map(({ operation }) => operation)).not.toContain('UpdateItem');
  });

  it('joins the filter to the content path', async () => {
    const { login } = await organization();
    const opened = await login({ contentPath: '/d/1#top', filterSearchParam: 'state=GA' });
    expect(opened.headers.location).toBe('/d/1?state=GA#top');
  });

  it('starts one session, of 50 concurrent requests', async () => {
    const { edge, host, sign } = await organization();
    const target = sign();
    const opened = await Promise.all(Array.from({ length: 50 }, () => edge.view({ host, target })));
    expect(opened.filter(({ status }) => status === 302)).toHaveLength(1);
    expect(opened.filter(({ status }) => status === 403)).toHaveLength(49);
  });

  it('opens again for the viewer with its active session, and for nobody else', async () => {
    const { edge, host, sign, login } = await organization();
    const target = sign();
    const { cookie } = await edge.view({ host, target });
    const again = await edge.view({ host, target, headers: { Cookie: cookie } });
    expect(again).toMatchObject({ status: 302, headers: { location: '/d/1?a=b' } });
    expect(again.headers['set-cookie']).toBeUndefined();

    expect(await edge.view({ host, target })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('already_used');
    const other = await login();
    expect(await edge.view({ host, target, headers: { Cookie: other.cookie } })).toMatchObject(forbidden);
    const forged = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`;
    expect(await edge.view({ host, target, headers: { Cookie: forged } })).toMatchObject(forbidden);
  });

  it('opens again only while its session is active', async () => {
    const { edge, host, sign } = await organization();
    const target = sign();
    const { cookie } = await edge.view({ host, target });
    edge.now += 24 * hour;
    expect(await edge.view({ host, target, headers: { Cookie: cookie } })).toMatchObject(forbidden);
  });

  it('is refused on the host of another organization', async () => {
    const { sign } = await organization();
    const other = await organization();
    expect(await other.edge.view({ host: other.host, target: sign() })).toMatchObject(forbidden);
    expect(other.edge.reason()).toBe('signature_mismatch');
  });

  it('is refused on another host of the same organization', async () => {
    const { edge, host, sign } = await organization();
    expect(await edge.view({ host: `${host}:8443`, target: sign() })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('login_url_mismatch');
    expect(await edge.view({ host: host.toUpperCase(), target: sign() })).toMatchObject({ status: 302 });
  });

  it.each([
    ['/embed/login', 'malformed_payload'],
    ['/embed/login?payload=x&payload=x', 'repeated_parameter'],
    [`/embed/login?payload=abc&signature=${'a'.repeat(42)}`, 'malformed_signature'],
  ])('is refused without reading the table if it is malformed: %s', async (target, reason) => {
    const { edge, host, requests } = await organization();
    expect(await edge.view({ host, target })).toMatchObject(forbidden);
    expect(edge.reason()).toBe(reason);
    expect(requests).toEqual([]);
  });

  it.each([
    'embed.example.com',
    'example.com',
    'www.embed.example.com',
    'a.b.embed.example.com',
    '10.0.0.1',
    '',
  ])('is refused on a host without an organization: %j', async (host) => {
    const { edge, sign, requests } = await organization();
    expect(await edge.view({ host, target: sign() })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('unknown_host');
    expect(requests).toEqual([]);
  });

  it.each([
    ['HEAD', {}],
    ['OPTIONS', {}],
    ['GET', { 'Sec-Purpose': 'prefetch;prerender' }],
    ['GET', { Purpose: 'prefetch' }],
    ['GET', { 'X-Moz': 'prefetch' }],
  ])('isn’t used up by a request that only prepares a visit: %s %j', async (method, headers) => {
    const { edge, host, sign, requests } = await organization();
    const target = sign();
    expect(await edge.view({ host, method, target, headers })).toMatchObject({ status: 204, body: '' });
    expect(requests).toEqual([]);
    expect(await edge.view({ host, target })).toMatchObject({ status: 302 });
  });

  it('must be a GET', async () => {
    const { edge, host, sign } = await organization();
    expect(await edge.view({ host, method: 'POST', target: sign() })).toMatchObject(forbidden);
  });

  it('takes two round trips to the table, and a session request one', async () => {
    const { login, requests, open } = await organization();
    await login();
    requests.length = 0;
    const { cookie } = await login();
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem']);
    requests.length = 0;
    await open(cookie);
    expect(requests.map(({ operation }) => operation)).toEqual(['BatchGetItem']);
  });
});

describe('a session', () => {
  it('reaches the origin with its viewer’s identity, which any JWT library verifies', async () => {
    const { organizationId, edge, host, login, open } = await organization();
    const { cookie } = await login({ userAttributes: { region: ['FR', 2] }, further: { nested: true } });
    const { forwarded } = await open(cookie);
    const jwks = JSON.parse((await edge.view({ host, target: '/.well-known/jwks.json' })).body);
    const { payload } = await jwtVerify(
      forwarded?.headers['x-embed-identity']?.[0]?.value ?? '',
      createLocalJWKSet(jwks),
      {
        issuer: 'https://embed.example.com',
        audience: 'https://app.example.com',
        currentDate: new Date(now),
      },
    );
    expect(payload).toMatchObject({
      sub: 'user-1',
      org: organizationId,
      sid: expect.stringMatching(/^n\.[a-f0-9]{32}$/),
      iat: now / 1000,
      exp: now / 1000 + 60,
      session_exp: now / 1000 + 24 * 3600,
      frame_ancestors: [],
      claims: { externalId: 'user-1', userAttributes: { region: ['FR', 2] }, further: { nested: true } },
    });
  });

  it('can’t choose its identity: a customer’s claims are only under `claims`', async () => {
    const { organizationId, login, open } = await organization();
    const claimed = {
      org: 'globex',
      sub: 'root',
      iss: 'https://evil.example',
      aud: 'x',
      sid: 'n.0',
      iat: 1,
      claims: 1,
    };
    const { cookie } = await login(claimed);
    const { forwarded } = await open(cookie);
    const [, payload = ''] = forwarded?.headers['x-embed-identity']?.[0]?.value.split('.') ?? [];
    const identity = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(identity).toMatchObject({
      org: organizationId,
      sub: 'user-1',
      iss: 'https://embed.example.com',
      aud: 'https://app.example.com',
      iat: now / 1000,
      exp: now / 1000 + 60,
      session_exp: now / 1000 + 24 * 3600,
      claims: claimed,
    });
  });

  it('reaches the origin without its cookie and forged identities, and with everything else', async () => {
    const { login, open } = await organization();
    const { cookie } = await login();
    const { forwarded } = await open(`a=1; ${cookie}; b=2`, {
      'X-Embed-Identity': 'forged',
      x_embed_identity: 'forged',
      'x-embed_identity': 'forged',
      'X.Embed.Identity': 'forged',
      'X-Embed-Anything': 'forged',
      'X-Request-Id': 'kept',
    });
    expect(forwarded).toMatchObject({ uri: '/d/1', querystring: 'a=b', method: 'GET' });
    expect(forwarded?.headers.cookie).toEqual([{ key: 'Cookie', value: 'a=1; b=2' }]);
    expect(Object.keys(forwarded?.headers ?? {}).sort()).toEqual([
      'cookie',
      'host',
      'x-embed-identity',
      'x-request-id',
    ]);
    expect(JSON.stringify(forwarded)).not.toContain('forged');
    expect((await open(cookie)).forwarded?.headers.cookie).toBeUndefined();
  });

  it.each([
    'X-HTTP-Method-Override',
    'X-Method-Override',
    'X-HTTP-Method',
    'X_HTTP_Method_Override',
    'X-Original-URL',
    'X-Rewrite-URL',
    'x_rewrite-url',
  ])('reaches the origin without %s, which could replace its method or path', async (name) => {
    const { login, open } = await organization();
    const { cookie } = await login();
    const { forwarded } = await open(cookie, { [name]: 'DELETE', 'X-Original-Author': 'kept' });
    expect(Object.keys(forwarded?.headers ?? {}).sort()).toEqual([
      'host',
      'x-embed-identity',
      'x-original-author',
    ]);
  });

  it('ends with its secret, while sessions of other secrets continue', async () => {
    const { edge, host, create, sign, login, open, remove } = await organization();
    const other = await create();
    const [mine, others] = [await login(), await login({}, other)];
    const unused = sign();
    expect((await open(mine.cookie)).status).toBe(0);

    await remove();
    expect(await open(mine.cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('unknown_secret');
    expect(await edge.view({ host, target: unused })).toMatchObject(forbidden);
    expect((await open(others.cookie)).status).toBe(0);
    expect((await login({}, other)).status).toBe(302);
  });

  it('ends when Embed is turned off, and stays ended when it is turned on again', async () => {
    const { organizationId, edge, login, open } = await organization();
    const { cookie } = await login();
    await putOrganization(database.sdk, organizationId, { embedEnabled: false, now: edge.now });
    expect(await open(cookie)).toMatchObject(forbidden);
    expect(await login()).toMatchObject(forbidden);
    expect(edge.reason()).toBe('embed_disabled');

    await putOrganization(database.sdk, organizationId, { embedEnabled: true, now: edge.now });
    expect(await open(cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('sessions_ended');
    // At once, though the limit was set 5 seconds ahead of every clock.
    const fresh = await login();
    expect((await open(fresh.cookie)).status).toBe(0);
  });

  it('lasts as long as the organization’s setting says', async () => {
    const { edge, login, open } = await organization();
    const { cookie } = await login();
    edge.now += 24 * hour - 1;
    expect((await open(cookie)).status).toBe(0);
    edge.now += 1;
    expect(await open(cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('session_expired');
  });

  it('is bound to one host', async () => {
    const { edge, host, login } = await organization();
    const { cookie } = await login();
    const view = (other: string) => edge.view({ host: other, target: '/', headers: { Cookie: cookie } });
    expect(await view(`${host}:444`)).toMatchObject(forbidden);
    const other = await organization();
    expect(
      await other.edge.view({ host: other.host, target: '/', headers: { Cookie: cookie } }),
    ).toMatchObject(forbidden);
    expect(other.edge.reason()).toBe('environment_mac_mismatch');
  });

  it('is refused without reading the table if the environment’s MAC is wrong', async () => {
    const { login, open, requests, edge } = await organization();
    const { cookie } = await login();
    requests.length = 0;
    const parts = cookie.split('.');
    parts[5] = 'A'.repeat(43);
    expect(await open(parts.join('.'))).toMatchObject(forbidden);
    expect(edge.reason()).toBe('environment_mac_mismatch');
    expect(requests).toEqual([]);
  });

  it.each([
    ['the secret', 1, '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['the session', 3, 'b'.repeat(32)],
    ['the expiry', 4, '1999999999'],
    ['the version', 0, '__Host-embed_session=v2'],
    ['the MAC', 6, 'B'.repeat(43)],
  ])('is refused if %s was changed', async (_, part, value) => {
    const { login, open } = await organization();
    const { cookie } = await login();
    const parts = cookie.split('.');
    parts[part] = value;
    expect(await open(parts.join('.'))).toMatchObject(forbidden);
  });

  it('requires exactly one well-formed cookie', async () => {
    const { login, open, requests } = await organization();
    const { cookie } = await login();
    requests.length = 0;
    for (const wrong of [
      '',
      'a=b',
      `${cookie}; ${cookie}`,
      `${cookie}x`,
      '__Host-embed_session=',
      cookie.replace('__Host-', ''),
    ]) {
      expect(await open(wrong)).toMatchObject(forbidden);
    }
    expect(requests).toEqual([]);
  });

  it('continues through a rotation of the environment’s keys, at every edge', async () => {
    const { login, open, edge, organizationId } = await organization();
    const { cookie } = await login();
    await rotateEnvironmentKeys(database.sdk, edge.now);
    for (const minutes of [4, 6, 9, 11]) {
      edge.now = now + minutes * 60_000;
      expect((await open(cookie)).status, `${minutes} minutes after`).toBe(0);
      const fresh = await login();
      const laggard = edgeClient(database.edge, edge.now);
      const host = `${organizationId}.embed.example.com`;
      const seen = await laggard.view({ host, target: '/', headers: { Cookie: fresh.cookie } });
      expect(seen.status).toBe(0);
    }
  });
});

describe('a request from another site’s page', () => {
  it.each([
    ['POST', { Origin: 'https://evil.example' }],
    ['DELETE', { Origin: 'null' }],
    ['POST', { Origin: 'http://HOST' }],
    ['POST', { Origin: ['https://HOST', 'https://evil.example'] }],
    ['POST', { 'Sec-Fetch-Site': 'cross-site' }],
    ['POST', { 'Sec-Fetch-Site': 'same-site' }],
    ['PUT', { 'Sec-Fetch-Site': ['none', 'cross-site'] }],
    ['GET', { Origin: 'https://evil.example', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'AAAA' }],
    ['GET', { Origin: 'null', Upgrade: 'websocket', 'Sec-Fetch-Mode': 'websocket' }],
    ['GET', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'websocket' }],
  ])('is refused if it writes: %s %j', async (method, headers) => {
    const { host, edge, login, open } = await organization();
    const { cookie } = await login();
    const sent = JSON.parse(JSON.stringify(headers).replaceAll('HOST', host));
    expect(await open(cookie, sent, method)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('cross_origin_write');
  });

  it('is allowed if it is the organization’s own, or only reads', async () => {
    const { host, login, open } = await organization();
    const { cookie } = await login();
    expect((await open(cookie, { Origin: `https://${host}` }, 'POST')).status).toBe(0);
    expect((await open(cookie, {}, 'POST')).status).toBe(0);
    expect((await open(cookie, { 'Sec-Fetch-Site': 'same-origin' }, 'POST')).status).toBe(0);
    expect((await open(cookie, { Origin: `https://${host}`, 'Sec-WebSocket-Key': 'AAAA' })).status).toBe(0);
    expect((await open(cookie, { 'Sec-Fetch-Site': 'cross-site' }, 'GET')).status).toBe(0);
    expect((await open(cookie, { Origin: 'https://evil.example' }, 'GET')).status).toBe(0);
  });
});

describe('a response of the edge', () => {
  it('has HSTS', async () => {
    const { edge, host, login } = await organization();
    const responses = [
      await login(),
      await edge.view({ host, target: '/' }),
      await edge.view({ host, target: '/embed/login', method: 'HEAD' }),
      await edge.view({ host, target: '/.well-known/jwks.json' }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([302, 403, 204, 200]);
    for (const { headers } of responses) {
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
    }
  });
});

describe('a denial', () => {
  it('is the same page for every reason, with a request ID and a message to the embedding page', async () => {
    const { edge, host, open } = await organization();
    const [one, other] = [await open('a=b'), await edge.view({ host, target: '/embed/login' })];
    expect(one).toEqual(other);
    expect(one.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(one.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(one.body).toContain('cloudfront-request-1');
    expect(one.body).toContain("postMessage({source:'embed',name:'error',payload:{code,requestId}},'*')");
  });

  it.each([
    ['a fetch', { 'Sec-Fetch-Dest': 'empty', Accept: '*/*' }],
    ['a client of an API', { Accept: 'application/json' }],
    [
      'a client of an API that prefers JSON',
      { Accept: 'application/vnd.api+json, application/json;q=0.9, */*;q=0.1' },
    ],
  ])('is JSON for %s', async (_, headers) => {
    const { open } = await organization();
    const denied = await open('', headers);
    expect(denied.headers).toMatchObject({
      'content-type': 'application/json',
      'x-embed-error': 'forbidden',
    });
    expect(JSON.parse(denied.body)).toEqual({ code: 'forbidden', requestId: 'cloudfront-request-1' });
  });

  it.each([
    ['a browser', { 'Sec-Fetch-Dest': 'iframe', Accept: 'text/html,application/json;q=0.9,*/*;q=0.8' }],
    ['a client that takes anything', { Accept: '*/*' }],
  ])('is a page for %s', async (_, headers) => {
    const { open } = await organization();
    expect((await open('', headers)).headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('logs the name of a known claim at fault, and no name that the signer chose', async () => {
    const { edge, login } = await organization();
    await login({ userAttributes: { 'SSN 078-05-1120': 2 ** 60 } });
    expect(edge.log.at(-1)).toMatchObject({ reason: 'invalid_claim', field: 'userAttributes' });
    await login({ 'SSN 078-05-1120': 2 ** 60 });
    expect(edge.reason()).toBe('invalid_claim');
    expect(edge.log.at(-1)).not.toHaveProperty('field');
    expect(JSON.stringify(edge.log)).not.toContain('SSN');
  });

  it('logs its reason, and never a key, a cookie or a signature', async () => {
    const { edge, host, secret, sign, open, login } = await organization();
    const target = sign();
    const { cookie } = await edge.view({ host, target });
    await edge.view({ host, target });
    await open(cookie);
    await open(`${cookie}x`);
    await login({ externalId: '' }).catch(() => undefined);
    const logged = JSON.stringify(edge.log);
    const { payload, signature } = Object.fromEntries(new URL(target, 'https://x').searchParams);
    for (const secretText of [secret.secretKey, payload, signature, ...cookie.split('.').slice(-2)]) {
      expect(logged).not.toContain(secretText);
    }
  });
});
