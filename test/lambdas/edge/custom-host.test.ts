import { describe, expect, it } from 'vitest';
import { apiClient } from '../../support/api.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { edgeOrganization, forbidden, identityOf } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

/** An organization at the edge, and the operator who assigns it a custom host. */
async function organization() {
  const { organizationId, edge, signLogin, requests } = await edgeOrganization(database);
  const host = `analytics.${organizationId}.com`;
  const operator = apiClient(database.sdk);
  const put = (at = host, id = organizationId) => {
    operator.txt.set(`_embed-secrets.${at}`, [id]);
    return operator.call('put-host', { host: at, body: { organizationId: id } });
  };
  const remove = (at = host) => operator.call('delete-host', { host: at });
  const sign = (at = host) => signLogin({}, undefined, { host: at });
  const login = (at = host) => edge.view({ host: at, target: sign(at) });
  const visit = (cookie: string, at = host) =>
    edge.view({ host: at, target: '/d/1', headers: { Cookie: cookie } });
  return { organizationId, host, operator, put, remove, edge, sign, login, visit, requests };
}

describe('a custom host', () => {
  it('serves its organization, with sessions of its own', async () => {
    const { organizationId, host, put, edge, login, visit } = await organization();
    expect(await login()).toMatchObject(forbidden);
    expect(edge.reason()).toBe('unknown_host');
    expect(await put()).toMatchObject({ status: 200, body: { host, organizationId } });

    const { status, cookie } = await login();
    expect(status).toBe(302);
    expect(identityOf(await visit(cookie))).toMatchObject({ org: organizationId });
    expect(await visit(cookie, `${organizationId}.embed.example.com`)).toMatchObject(forbidden);
    expect((await login(`${host}:8443`)).status).toBe(302);
    expect((await login(host.toUpperCase())).status).toBe(302);
  });

  it('serves no other organization', async () => {
    const mine = await organization();
    const theirs = await organization();
    await mine.put();
    expect(await mine.edge.view({ host: mine.host, target: theirs.sign(mine.host) })).toMatchObject(
      forbidden,
    );
    expect(mine.edge.reason()).toBe('signature_mismatch');
    expect(
      await mine.edge.view({ host: `a.${mine.host}`, target: mine.sign(`a.${mine.host}`) }),
    ).toMatchObject(forbidden);
  });

  it('belongs to one organization: 409 for a second one', async () => {
    const mine = await organization();
    const theirs = await organization();
    await mine.put();
    expect(await theirs.put(mine.host)).toMatchObject({ status: 409, body: { code: 'host_taken' } });
    expect(await mine.put()).toMatchObject({ status: 200 });
    expect((await mine.login()).status).toBe(302);

    expect(await mine.remove()).toMatchObject({ status: 204 });
    theirs.operator.now += 7 * 86_400_000;
    expect(await theirs.put(mine.host)).toMatchObject({ status: 200 });
    expect(await mine.put()).toMatchObject({ status: 409 });
  });

  it('is assigned by one of two concurrent requests', async () => {
    const [mine, theirs] = [await organization(), await organization()];
    const responses = await Promise.all([mine.put('a.shared-host.com'), theirs.put('a.shared-host.com')]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('stops resolving within 60 seconds after it was released', async () => {
    const { put, remove, edge, login, visit } = await organization();
    await put();
    const { cookie } = await login();
    expect(await remove()).toMatchObject({ status: 204 });
    expect(await remove()).toMatchObject({ status: 204 });
    edge.now += 59_999;
    expect((await visit(cookie)).status).toBe(0);
    edge.now += 1;
    expect(await visit(cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('unknown_host');
    expect(await login()).toMatchObject(forbidden);
  });

  it('costs one more round trip, and none while it is cached', async () => {
    const { put, login, visit, requests } = await organization();
    await put();
    await login();
    requests.length = 0;
    const { cookie } = await login();
    await visit(cookie);
    // Of the two updates one counts the login, alongside the other.
    const sent = ['GetItem', 'UpdateItem', 'UpdateItem', 'BatchGetItem'];
    expect(requests.map(({ operation }) => operation)).toEqual(sent);
  });

  it('isn’t looked up for a forged cookie', async () => {
    const { host, edge, requests } = await organization();
    await edge.view({ host, target: '/.well-known/jwks.json' });
    requests.length = 0;
    const mac = 'A'.repeat(43);
    const cookie = `__Host-embed_session=v1.01ARZ3NDEKTSV4RRFFQ69G5FAV.n.${'0'.repeat(32)}.1999999999.${mac}.${mac}`;
    expect(await edge.view({ host, target: '/', headers: { Cookie: cookie } })).toMatchObject(forbidden);
    expect(requests).toEqual([]);
  });

  it.each([
    ['acme.com', 400],
    ['com', 400],
    ['10.0.0.1', 400],
    ['embed.example.com', 400],
    ['globex.embed.example.com', 400],
    ['a.b.embed.example.com', 400],
    ['*.acme.com', 404],
    ['Analytics.acme.com', 404],
    ['analytics.acme.com:8443', 404],
    ['analytics..com', 404],
    ['-a.acme.com', 404],
    [`${'a'.repeat(64)}.acme.com`, 404],
    ['analytics.acme.com.', 404],
  ])('must be an exact name of three labels outside the embed domain, not %s', async (host, status) => {
    const { put } = await organization();
    const refused = await put(host);
    expect(refused.status).toBe(status);
    if (status === 400) expect(refused.body.errors).toMatchObject([{ field: 'host' }]);
  });

  it('can only be assigned to an existing organization', async () => {
    const { host, operator, put, remove } = await organization();
    expect(await put(host, uniqueOrganizationId())).toMatchObject({ status: 404 });
    expect(await put(host, 'Acme')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'organizationId' }] },
    });
    expect(await operator.call('put-host', { host, body: {} })).toMatchObject({ status: 400 });
    expect(await remove()).toMatchObject({ status: 404 });
  });
});
