import { describe, expect, it } from 'vitest';
import { edgeOrganization } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();
const organization = () => edgeOrganization(database);

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
    const { edge, host, visit } = await organization();
    const [one, other] = [await visit('a=b'), await edge.view({ host, target: '/embed/login' })];
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
    const { visit } = await organization();
    const denied = await visit('', headers);
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
    const { visit } = await organization();
    expect((await visit('', headers)).headers['content-type']).toBe('text/html; charset=utf-8');
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
    const { edge, host, secret, signLogin, visit, login } = await organization();
    const target = signLogin();
    const { cookie } = await edge.view({ host, target });
    await edge.view({ host, target });
    await visit(cookie);
    await visit(`${cookie}x`);
    await login({ prefersDark: 1 });
    const logged = JSON.stringify(edge.log);
    const { payload, signature } = Object.fromEntries(new URL(target, 'https://x').searchParams);
    for (const secretText of [secret.secretKey, payload, signature, ...cookie.split('.').slice(-2)]) {
      expect(logged).not.toContain(secretText);
    }
  });
});
