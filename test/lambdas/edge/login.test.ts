import { describe, expect, it } from 'vitest';
import { patientEdgeAt } from '../../support/dynamodb.ts';
import { edgeOrganization, forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const hour = 3_600_000;
const database = useEdgeDatabase();
const organization = () => edgeOrganization(database);

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
    const { edge, host, signLogin } = await edgeOrganization({
      ...database,
      edge: patientEdgeAt(database.endpoint),
    });
    const target = signLogin();
    const opened = await Promise.all(Array.from({ length: 50 }, () => edge.view({ host, target })));
    expect(opened.filter(({ status }) => status === 302)).toHaveLength(1);
    expect(opened.filter(({ status }) => status === 403)).toHaveLength(49);
  });

  it('opens again only for the viewer with its active session', async () => {
    const { edge, host, signLogin, login } = await organization();
    const target = signLogin();
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
    const { edge, host, signLogin } = await organization();
    const target = signLogin();
    const { cookie } = await edge.view({ host, target });
    edge.now += 24 * hour;
    expect(await edge.view({ host, target, headers: { Cookie: cookie } })).toMatchObject(forbidden);
  });

  it('is refused on the host of another organization', async () => {
    const { signLogin } = await organization();
    const other = await organization();
    expect(await other.edge.view({ host: other.host, target: signLogin() })).toMatchObject(forbidden);
    expect(other.edge.reason()).toBe('signature_mismatch');
  });

  it('is refused on another host of the same organization', async () => {
    const { edge, host, signLogin } = await organization();
    expect(await edge.view({ host: `${host}:8443`, target: signLogin() })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('login_url_mismatch');
    expect(await edge.view({ host: host.toUpperCase(), target: signLogin() })).toMatchObject({ status: 302 });
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
    const { edge, signLogin, requests } = await organization();
    expect(await edge.view({ host, target: signLogin() })).toMatchObject(forbidden);
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
    const { edge, host, signLogin, requests } = await organization();
    const target = signLogin();
    expect(await edge.view({ host, method, target, headers })).toMatchObject({ status: 204, body: '' });
    expect(requests).toEqual([]);
    expect(await edge.view({ host, target })).toMatchObject({ status: 302 });
  });

  it('must be a GET', async () => {
    const { edge, host, signLogin } = await organization();
    expect(await edge.view({ host, method: 'POST', target: signLogin() })).toMatchObject(forbidden);
  });

  it('takes two round trips to the table, and a session request one', async () => {
    const { login, requests, visit } = await organization();
    await login();
    requests.length = 0;
    const { cookie } = await login();
    // The second update counts the login, alongside the first.
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem', 'UpdateItem']);
    requests.length = 0;
    await visit(cookie);
    expect(requests.map(({ operation }) => operation)).toEqual(['BatchGetItem']);
  });
});
