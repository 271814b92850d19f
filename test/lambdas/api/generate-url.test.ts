import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adminOf } from '../../support/admin.ts';
import { assignHost } from '../../support/assign-host.ts';
import { testNow } from '../../support/builders.ts';
import { edgeClient } from '../../support/edge.ts';
import { identityOf } from '../../support/edge-organization.ts';
import { unknownId } from '../../support/stores.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const viewer = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };

const database = useEdgeDatabase();

async function organization(secrets = 1) {
  const { organizationId, api, call, create } = await adminOf(database);
  const edge = edgeClient(database.edge, testNow);
  const ids: string[] = [];
  for (let created = 0; created < secrets; created++) {
    api.now += 1;
    ids.push((await create(`${created}`)).id);
  }
  await call('update-settings', { body: { customClaims: ['further', 'constructor', 'quota', 'filler'] } });
  const generate = (body: unknown) => call('generate-url', { body });
  /** Opens a URL as a browser does. Returns the redirect, and the claims that the origin gets. */
  const open = async (url: string) => {
    const { host, pathname, search } = new URL(url);
    const { status, headers, cookie } = await edge.view({ host, target: pathname + search });
    const seen = await edge.view({ host, target: '/', headers: { Cookie: cookie } });
    return { status, location: headers.location, claims: cookie === '' ? {} : identityOf(seen).claims };
  };
  return { organizationId, api, edge, ids, generate, open };
}

describe('a generated URL', () => {
  it('opens on the organization’s own host, with every claim', async () => {
    const { organizationId, api, generate, open } = await organization();
    const claims = {
      ...viewer,
      name: 'Zoë & 🦊 + 100%',
      userAttributes: { region: ['FR', 2] },
      prefersDark: 'system',
      further: { nested: true },
      constructor: 'kept',
    };
    const { status, body } = await generate(claims);
    expect(status).toBe(201);
    expect(body).toEqual({ url: expect.any(String), expiresAt: '2026-01-02T00:00:00.000Z' });
    expect(new URL(body.url).host).toBe(`${organizationId}.embed.example.com`);
    expect(await open(body.url)).toMatchObject({ status: 302, location: '/d/1', claims });
    expect(JSON.stringify(api.log)).not.toContain('signature=');
  });

  it('is signed with the newest secret, or the named one', async () => {
    const { organizationId, api, ids, generate, open } = await organization(3);
    const newest = await generate(viewer);
    const named = await generate({ ...viewer, secretId: ids[0] });
    await api.call('delete-secret', { organizationId, secretId: ids[2] ?? '' });
    expect((await open(newest.body.url)).status).toBe(403);
    expect(await open(named.body.url)).toMatchObject({ status: 302 });
    const signer = api.log.filter(({ event }) => event === 'url_generated').map(({ secretId }) => secretId);
    expect(signer).toEqual([ids[2], ids[0]]);
  });

  it('doesn’t carry the options as claims', async () => {
    const { organizationId, ids, generate, open } = await organization();
    const host = `${organizationId}.embed.example.com`;
    const { body } = await generate({ ...viewer, secretId: ids[0], expiresIn: 60, host });
    const { claims } = await open(body.url);
    expect(Object.keys(claims).sort()).toEqual([
      'contentPath',
      'exp',
      'externalId',
      'loginUrl',
      'name',
      'nonce',
    ]);
  });

  it('can be opened until it expires', async () => {
    const { edge, generate, open } = await organization();
    const { body } = await generate({ ...viewer, expiresIn: 60 });
    expect(body.expiresAt).toBe('2026-01-01T00:01:00.000Z');
    edge.now += 90_000;
    expect((await open(body.url)).status).toBe(403);
    expect(edge.log.some(({ reason }) => reason === 'expired')).toBe(true);
  });

  it('can be for any host of the organization: with a port, custom, in any case', async () => {
    const { organizationId, api, generate, open } = await organization();
    const custom = `analytics.${organizationId}.com`;
    await assignHost(api, custom, organizationId);
    for (const host of [
      `${organizationId}.embed.example.com:4200`,
      custom,
      `${custom}:8443`,
      custom.toUpperCase(),
    ]) {
      const { status, body } = await generate({ ...viewer, host });
      expect(status).toBe(201);
      expect(new URL(body.url).host).toBe(host.toLowerCase());
      expect(await open(body.url)).toMatchObject({ status: 302 });
    }
  });

  it('can’t be for another organization’s host, nor for an unknown one', async () => {
    const { api, generate } = await organization();
    const other = await organization();
    const theirs = `analytics.${other.organizationId}.com`;
    await assignHost(api, theirs, other.organizationId);
    const responses = [];
    for (const host of [
      `${other.organizationId}.embed.example.com`,
      theirs,
      'analytics.unknown.com',
      'embed.example.com',
      'evil.example/x',
      'a@evil.example.com',
      '',
    ]) {
      responses.push(await generate({ ...viewer, host }));
    }
    for (const refused of responses) {
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'host' }] } });
    }
    // One response for all: it doesn't reveal whether a host belongs to anybody.
    expect(new Set(responses.map(({ body }) => body.detail)).size).toBe(1);
  });

  it('needs an existing secret', async () => {
    const { organizationId, api, ids, generate } = await organization();
    expect(await generate({ ...viewer, secretId: unknownId })).toMatchObject({ status: 404 });
    await api.call('delete-secret', { organizationId, secretId: ids[0] ?? '' });
    expect(await generate({ ...viewer, secretId: ids[0] })).toMatchObject({ status: 404 });
    expect(await generate(viewer)).toMatchObject({ status: 409, body: { code: 'no_secret' } });
  });

  it.each([
    [{}, ['contentPath', 'externalId', 'name']],
    [{ ...viewer, groups: 7 }, ['groups']],
    [{ ...viewer, exp: 2_000_000_000 }, ['exp']],
    [{ ...viewer, secretId: 'x' }, ['secretId']],
    [{ ...viewer, expiresIn: 0 }, ['expiresIn']],
    [{ ...viewer, expiresIn: 604_801 }, ['expiresIn']],
    [{ ...viewer, expiresIn: '60' }, ['expiresIn']],
    [{ ...viewer, expiresIn: 1.5 }, ['expiresIn']],
    [{ ...viewer, host: 7, mode: 'x' }, ['mode', 'host']],
    [{ ...viewer, externalId: '\u0001'.repeat(171) }, ['externalId']],
    [`${JSON.stringify(viewer).slice(0, -1)},"quota":4503599627370497.3}`, ['quota']],
  ])('is refused with an error for every field: %j', async (body, fields) => {
    const { generate } = await organization();
    const refused = await generate(body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  it('has at most 8,192 bytes: for larger claims, the error suggests 2-step SSO', async () => {
    const { organizationId, generate, open } = await organization();
    const signed = `"loginUrl":"https://${organizationId}.embed.example.com/embed/login","nonce":"","exp":1767312000`;
    const room = 4096 - JSON.stringify({ ...viewer, filler: '' }).length - 1 - signed.length - 32;
    // Random, so that it does not compress: no URL of these claims can be longer.
    const filler = randomBytes(room).toString('base64').slice(0, room);
    const { status, body } = await generate({ ...viewer, filler });
    expect(status).toBe(201);
    expect(body.url.length).toBeLessThan(8192);
    expect((await open(body.url)).status).toBe(302);

    for (const tooLong of [`${filler}x`, filler.repeat(3)]) {
      const refused = await generate({ ...viewer, filler: tooLong });
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'body' }] } });
      expect(refused.body.detail).toContain('2-step SSO (create-session)');
    }
  });
});
