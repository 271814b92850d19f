import { describe, expect, it } from 'vitest';
import { claimHost } from '../../../shared/hosts/claim-host.ts';
import { limitSecret } from '../../../shared/secrets/limit-secret.ts';
import { testNow as now } from '../../support/builders.ts';
import { edgeOrganization, forbidden, formats } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

const organization = () => edgeOrganization(database);

describe.each(formats)('a %s URL of a secret limited to paths', (format) => {
  it('opens below them, and its session is limited to them', async () => {
    const { create, open, view, edge } = await organization();
    const secret = await create({ paths: ['/d', '/assets'] });
    const opened = await open(format, secret, { contentPath: '/d/1' });
    expect(opened).toMatchObject({ status: 302, headers: { location: '/d/1' } });
    for (const path of ['/d', '/d/2?x=/admin', '/assets/app.js']) {
      expect((await view(path, opened.cookie)).status).toBe(0);
    }
    const outside = [
      '/',
      '/admin',
      '/dx',
      '/d/../admin',
      '/d/%2e%2e/admin',
      '/d/..%2fadmin',
      '/d//admin',
      '/D/1',
    ];
    for (const path of outside) {
      expect(await view(path, opened.cookie)).toMatchObject(forbidden);
      expect(edge.log.at(-1)).toMatchObject({
        reason: 'outside_limits',
        limit: 'paths',
        secretId: secret.secretId,
      });
    }
  });

  it('opens everywhere if the path is /', async () => {
    const { create, open, view } = await organization();
    const { status, cookie } = await open(format, await create({ paths: ['/'] }), { contentPath: '/w/1' });
    expect(status).toBe(302);
    expect((await view('/admin', cookie)).status).toBe(0);
  });

  it('is refused elsewhere without being used up, and opens once the limits are wider', async () => {
    const { organizationId, create, sign, view, edge } = await organization();
    const secret = await create({ paths: ['/d'] });
    const target = await sign(format, secret, { contentPath: '/w/1' });
    expect(await view(target)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({
      reason: 'outside_limits',
      limit: 'paths',
      secretId: secret.secretId,
    });
    const { secretId } = secret;
    await limitSecret(database.sdk, organizationId, { secretId, limits: { paths: ['/d', '/w'] }, now });
    expect(await view(target)).toMatchObject({ status: 302, headers: { location: '/w/1' } });
  });

  it('reaches its limits also with a session that is older than they are', async () => {
    const { organizationId, secret, open, sign, view, edge } = await organization();
    const target = await sign(format, secret, { contentPath: '/w/1' });
    const { cookie } = await view(target);
    expect((await view('/w/1', cookie)).status).toBe(0);
    const { secretId } = secret;
    await limitSecret(database.sdk, organizationId, { secretId, limits: { paths: ['/d'] }, now });
    expect(await view('/w/1', cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('outside_limits');
    // Nor does its used URL open again, which leads to where it may no longer go.
    expect(await view(target, cookie)).toMatchObject(forbidden);
    expect((await view('/d/1', cookie)).status).toBe(0);
    expect((await open(format, secret, { contentPath: '/d/1' })).status).toBe(302);
  });

  it('is refused if its content path isn’t canonical', async () => {
    const { create, open, edge } = await organization();
    const secret = await create({ paths: ['/d'] });
    for (const contentPath of ['/d/../admin', '/d/..%2fadmin', '/d//x', '/d/%252e%252e/x']) {
      expect(await open(format, secret, { contentPath })).toMatchObject(forbidden);
      expect(edge.reason()).toBe('outside_limits');
    }
  });
});

describe.each(formats)('a %s URL of a secret limited to hosts', (format) => {
  it('opens only on these, and so does its session', async () => {
    const { organizationId, host, create, open, view, edge } = await organization();
    const custom = `analytics.${organizationId}.example.net`;
    await claimHost(database.sdk, custom, { organizationId, actor: 'operator', force: false, now });
    const secret = await create({ hosts: [custom] });
    expect(await open(format, secret)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'outside_limits', limit: 'hosts' });
    const { status, cookie } = await open(format, secret, { host: custom });
    expect(status).toBe(302);
    expect((await view('/d/1', cookie, custom)).status).toBe(0);

    const { secretId } = secret;
    await limitSecret(database.sdk, organizationId, { secretId, limits: { hosts: [host] }, now });
    expect(await view('/d/1', cookie, custom)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'outside_limits', limit: 'hosts' });
  });

  it('is compared without its port', async () => {
    const { host, create, open } = await organization();
    const secret = await create({ hosts: [host] });
    expect((await open(format, secret, { host: `${host}:4200` })).status).toBe(302);
  });
});

describe('a secret that limits the lifetime of its URLs', () => {
  const limits = { maxExpiresInSeconds: 120 };

  it('refuses a v1 URL that is valid for longer, apart from the leeway of 30 seconds', async () => {
    const { create, open, edge, sign, view } = await organization();
    const secret = await create(limits);
    expect((await open('v1', secret, { expiresIn: 150 })).status).toBe(302);
    const target = await sign('v1', secret, { expiresIn: 151 });
    expect(await view(target)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'outside_limits', limit: 'maxExpiresInSeconds' });
    edge.now += 1000;
    expect((await view(target)).status).toBe(302);
  });

  it('refuses v0 URLs, which never expire', async () => {
    const { create, open, edge } = await organization();
    expect(await open('v0', await create(limits))).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'outside_limits', limit: 'maxExpiresInSeconds' });
  });

  it('refuses a redeem URL whose session can be redeemed for longer', async () => {
    const { create, sign, view, edge } = await organization();
    const secret = await create(limits);
    const target = await sign('redeem', secret);
    // Of 5 minutes, 150 seconds are left.
    edge.now = now + 149_999;
    expect(await view(target)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'outside_limits', limit: 'maxExpiresInSeconds' });
    edge.now = now + 150_000;
    const { status, cookie } = await view(target);
    expect(status).toBe(302);
    expect((await view('/d/1', cookie)).status).toBe(0);
  });
});
