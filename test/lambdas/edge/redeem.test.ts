import { describe, expect, it } from 'vitest';
import { ConditionFailedError } from '../../../shared/dynamodb.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { testNow as now } from '../../support/builders.ts';
import { patientEdgeAt } from '../../support/dynamodb.ts';
import { edgeOrganization, forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const minute = 60_000;
const hour = 60 * minute;

const database = useEdgeDatabase();
const organization = (options?: Parameters<typeof edgeOrganization>[1]) =>
  edgeOrganization(database, options);

describe('a pending session', () => {
  it('is redeemed by a URL of the npm client, which redirects to the content path of its claims', async () => {
    const { pending, redeem, identity } = await organization();
    const sessionId = await pending({ filterSearchParam: 'state=GA', userAttributes: { region: 'FR' } });
    const opened = await redeem(sessionId);
    expect(opened).toMatchObject({ status: 302, headers: { location: '/d/1?a=b&state=GA' } });
    expect(await identity(opened.cookie)).toMatchObject({
      sub: 'user-1',
      sid: sessionId,
      claims: { contentPath: '/d/1?a=b', userAttributes: { region: 'FR' } },
    });
  });

  it('takes prefersDark and theme from its URL, rather than from its claims', async () => {
    const { pending, redeem, identity } = await organization();
    const sessionId = await pending({ prefersDark: 'false', theme: 'dawn', entity: 'kept' });
    const { cookie } = await redeem(sessionId, { prefersDark: 'system', theme: 'vibes é' });
    const { claims } = await identity(cookie);
    expect(claims).toMatchObject({ prefersDark: 'system', theme: 'vibes é', entity: 'kept' });
  });

  it('is redeemed once, of 50 concurrent requests', async () => {
    const { pending, signRedeem, view } = await edgeOrganization({
      ...database,
      edge: patientEdgeAt(database.endpoint),
    });
    const sessionId = await pending();
    const targets = await Promise.all(Array.from({ length: 50 }, () => signRedeem(sessionId)));
    const opened = await Promise.all(targets.map((target) => view(target)));
    expect(opened.filter(({ status }) => status === 302)).toHaveLength(1);
    expect(opened.filter(({ status }) => status === 403)).toHaveLength(49);
  });

  it('opens again with its own URL for its own viewer, and in no other case', async () => {
    const { edge, pending, signRedeem, view, redeem } = await organization();
    const sessionId = await pending();
    const target = await signRedeem(sessionId);
    const { cookie } = await view(target);
    const again = await view(target, cookie);
    expect(again).toMatchObject({ status: 302, headers: { location: '/d/1?a=b' } });
    expect(again.headers['set-cookie']).toBeUndefined();

    expect(await view(target)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('already_used');
    expect(await view(await signRedeem(sessionId), cookie)).toMatchObject(forbidden);
    const other = await redeem(await pending());
    expect(await view(target, other.cookie)).toMatchObject(forbidden);
  });

  it('can be redeemed for 5 minutes', async () => {
    const { edge, pending, redeem } = await organization();
    const [early, late] = [await pending(), await pending()];
    edge.now += 5 * minute - 1;
    expect(await redeem(early)).toMatchObject({ status: 302 });
    edge.now += 1;
    expect(await redeem(late)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('session_expired');
  });

  it('lasts, once redeemed, as long as the organization’s setting says', async () => {
    const { edge, pending, redeem, view } = await organization();
    const { cookie } = await redeem(await pending());
    edge.now += 24 * hour - 1;
    expect((await view('/', cookie)).status).toBe(0);
    edge.now += 1;
    expect(await view('/', cookie)).toMatchObject(forbidden);
  });

  it('can’t be redeemed with another organization’s secret, or on its host', async () => {
    const { edge, host, pending, signRedeem, redeem } = await organization();
    const other = await organization();
    const sessionId = await pending();
    expect(await redeem(sessionId, { secret: other.secret.secretKey })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('signature_mismatch');
    const target = await signRedeem(sessionId);
    expect(await other.edge.view({ host: other.host, target })).toMatchObject(forbidden);
    // Signed for the other host with the other's own secret: that organization has no such session.
    expect(await other.redeem(sessionId)).toMatchObject(forbidden);
    expect(other.edge.reason()).toBe('unknown_session');
    expect(await edge.view({ host, target })).toMatchObject({ status: 302 });
  });

  it('can’t be redeemed with a secret deleted since', async () => {
    const { pending, signRedeem, view, remove } = await organization();
    const target = await signRedeem(await pending());
    await remove();
    expect(await view(target)).toMatchObject(forbidden);
  });

  it('ends with its secret once it is redeemed', async () => {
    const { edge, pending, redeem, view, remove } = await organization();
    const { cookie } = await redeem(await pending());
    await remove();
    expect(await view('/', cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('unknown_secret');
  });

  it('ends when Embed is turned off and on', async () => {
    const { organizationId, edge, pending, redeem } = await organization();
    const sessionId = await pending();
    await putOrganization(database.sdk, organizationId, { embedEnabled: false, now });
    await putOrganization(database.sdk, organizationId, { embedEnabled: true, now });
    expect(await redeem(sessionId)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('sessions_ended');
  });

  it('isn’t a session until it is redeemed', async () => {
    const { edge, pending, redeem, view } = await organization();
    const { cookie } = await redeem(await pending());
    const forged = cookie.replace(/s\.[a-f0-9]{32}/, await pending());
    expect(await view('/', forged)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('environment_mac_mismatch');
  });

  it('has no room for a theme beyond 4,096 bytes of claims, and can be redeemed without one', async () => {
    const { edge, pending, redeem } = await organization();
    const claims = { contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada', filler: '' };
    const sessionId = await pending({ filler: 'f'.repeat(4096 - JSON.stringify(claims).length) });
    expect(await redeem(sessionId, { theme: 'dawn' })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('claims_too_large');
    expect(await redeem(sessionId)).toMatchObject({ status: 302 });
  });

  it('is redeemed in two round trips', async () => {
    const { pending, redeem, requests } = await organization();
    await redeem(await pending());
    requests.length = 0;
    await redeem(await pending());
    // The second update counts the login, alongside the first.
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem', 'UpdateItem']);
  });

  it('is redeemed if the response to the update was lost', async () => {
    const { pending, redeem } = await organization({
      through: (send) => async (request) => {
        if (request.operation !== 'UpdateItem') return await send(request);
        await send(request).catch((error) => {
          if (!(error instanceof ConditionFailedError)) throw error;
        });
        return await send(request);
      },
    });
    expect(await redeem(await pending())).toMatchObject({ status: 302 });
  });

  it.each([
    ['HEAD', {}],
    ['GET', { 'Sec-Purpose': 'prefetch' }],
  ])('isn’t redeemed by a request that only prepares a visit: %s %j', async (method, headers) => {
    const { edge, host, pending, signRedeem, requests } = await organization();
    const target = await signRedeem(await pending());
    expect(await edge.view({ host, method, target, headers })).toMatchObject({ status: 204, body: '' });
    expect(requests).toEqual([]);
    expect(await edge.view({ host, target })).toMatchObject({ status: 302 });
  });

  it('is refused without reading the table if its id is malformed', async () => {
    const { redeem, requests, view } = await organization();
    for (const sessionToken of [
      'tok_123',
      `n.${'a'.repeat(32)}`,
      `s.${'a'.repeat(31)}`,
      `s.${'a'.repeat(256)}`,
      '*',
    ]) {
      expect(await redeem(sessionToken)).toMatchObject(forbidden);
    }
    expect(await view('/embed/sso/redeem-session')).toMatchObject(forbidden);
    expect(requests).toEqual([]);
  });

  it('never has its signature logged', async () => {
    const { edge, pending, signRedeem, view, secret } = await organization();
    const target = await signRedeem(await pending());
    await view(target);
    await view(target);
    const logged = JSON.stringify(edge.log);
    expect(logged).not.toContain(new URL(target, 'https://x').searchParams.get('signature'));
    expect(logged).not.toContain(secret.secretKey);
  });
});
