import { redeemSessionToken } from '@omni-co/embed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConditionFailedError, type DynamoDb, type DynamoDbRequest } from '../../../shared/dynamodb.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { createSession } from '../../../shared/sessions/create-session.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { edgeClient } from '../../support/edge.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
  await rotateEnvironmentKeys(database.sdk, now);
});
afterAll(() => database.close());

/** An organization with a secret; the npm client signs its URLs. */
async function organization(through: (send: DynamoDb) => DynamoDb = (send) => send) {
  const organizationId = uniqueOrganizationId();
  const sessionsValidFrom = new Date(now - hour).toISOString();
  await putOrganization(database.sdk, organizationId, { embedEnabled: true, now: now - hour });
  const requests: DynamoDbRequest[] = [];
  const edge = edgeClient((budget) => {
    const send = through(database.edge(budget));
    return (request) => {
      requests.push(request);
      return send(request);
    };
  }, now);
  const host = `${organizationId}.embed.example.com`;
  const created = await createSecret(database.sdk, organizationId, {
    name: 'Production',
    actor: 'admin',
    now,
  });
  if (!created.ok) throw new Error(created.reason);
  const { secret, secretKey } = created;

  const pending = async (claims: object = {}) => {
    const viewer = { contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada', ...claims };
    const options = { claims: viewer, sessionsValidFrom, now: edge.now };
    return (await createSession(database.sdk, organizationId, options)).sessionId;
  };
  const sign = async (sessionToken: string, options: object = {}) => {
    const url = new URL(await redeemSessionToken({ host, secret: secretKey, sessionToken, ...options }));
    return url.pathname + url.search;
  };
  const view = (target: string, headers = {}) => edge.view({ host, target, headers });
  const open = async (sessionToken: string, options?: object) => view(await sign(sessionToken, options));
  /** The identity that the origin gets. */
  const identity = async (cookie: string) => {
    const { forwarded } = await view('/d/1', { Cookie: cookie });
    const [, payload = ''] = forwarded?.headers['x-embed-identity']?.[0]?.value.split('.') ?? [];
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  };
  const remove = () =>
    deleteSecret(database.sdk, organizationId, { secretId: secret.id, actor: 'admin', now: edge.now });
  return { organizationId, host, edge, secretKey, pending, sign, view, open, identity, remove, requests };
}

const forbidden = { status: 403, headers: { 'x-embed-error': 'forbidden' } };

describe('a pending session', () => {
  it('is redeemed by a URL of the npm client, which redirects to the content path of its claims', async () => {
    const { pending, open, identity } = await organization();
    const sessionId = await pending({ filterSearchParam: 'state=GA', userAttributes: { region: 'FR' } });
    const opened = await open(sessionId);
    expect(opened).toMatchObject({ status: 302, headers: { location: '/d/1?a=b&state=GA' } });
    expect(await identity(opened.cookie)).toMatchObject({
      sub: 'user-1',
      sid: sessionId,
      claims: { contentPath: '/d/1?a=b', userAttributes: { region: 'FR' } },
    });
  });

  it('takes prefersDark and theme from its URL, rather than from its claims', async () => {
    const { pending, open, identity } = await organization();
    const sessionId = await pending({ prefersDark: 'false', theme: 'dawn', entity: 'kept' });
    const { cookie } = await open(sessionId, { prefersDark: 'system', theme: 'vibes é' });
    const { claims } = await identity(cookie);
    expect(claims).toMatchObject({ prefersDark: 'system', theme: 'vibes é', entity: 'kept' });
  });

  it('is redeemed once, of 50 concurrent requests', async () => {
    const { pending, sign, view } = await organization();
    const sessionId = await pending();
    const targets = await Promise.all(Array.from({ length: 50 }, () => sign(sessionId)));
    const opened = await Promise.all(targets.map((target) => view(target)));
    expect(opened.filter(({ status }) => status === 302)).toHaveLength(1);
    expect(opened.filter(({ status }) => status === 403)).toHaveLength(49);
  });

  it('opens again with its own URL for its own viewer, and in no other case', async () => {
    const { edge, pending, sign, view, open } = await organization();
    const sessionId = await pending();
    const target = await sign(sessionId);
    const { cookie } = await view(target);
    const again = await view(target, { Cookie: cookie });
    expect(again).toMatchObject({ status: 302, headers: { location: '/d/1?a=b' } });
    expect(again.headers['set-cookie']).toBeUndefined();

    expect(await view(target)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('already_used');
    expect(await view(await sign(sessionId), { Cookie: cookie })).toMatchObject(forbidden);
    const other = await open(await pending());
    expect(await view(target, { Cookie: other.cookie })).toMatchObject(forbidden);
  });

  it('can be redeemed for 5 minutes', async () => {
    const { edge, pending, open } = await organization();
    const [early, late] = [await pending(), await pending()];
    edge.now += 5 * minute - 1;
    expect(await open(early)).toMatchObject({ status: 302 });
    edge.now += 1;
    expect(await open(late)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('session_expired');
  });

  it('lasts, once redeemed, as long as the organization’s setting says', async () => {
    const { edge, pending, open, view } = await organization();
    const { cookie } = await open(await pending());
    edge.now += 24 * hour - 1;
    expect((await view('/', { Cookie: cookie })).status).toBe(0);
    edge.now += 1;
    expect(await view('/', { Cookie: cookie })).toMatchObject(forbidden);
  });

  it('can’t be redeemed with another organization’s secret, or on its host', async () => {
    const { edge, host, pending, sign, open } = await organization();
    const other = await organization();
    const sessionId = await pending();
    expect(await open(sessionId, { secret: other.secretKey })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('signature_mismatch');
    const target = await sign(sessionId);
    expect(await other.edge.view({ host: other.host, target })).toMatchObject(forbidden);
    // Signed for the other host with the other's own secret: that organization has no such session.
    expect(await other.open(sessionId)).toMatchObject(forbidden);
    expect(other.edge.reason()).toBe('unknown_session');
    expect(await edge.view({ host, target })).toMatchObject({ status: 302 });
  });

  it('can’t be redeemed with a secret deleted since', async () => {
    const { pending, sign, view, remove } = await organization();
    const target = await sign(await pending());
    await remove();
    expect(await view(target)).toMatchObject(forbidden);
  });

  it('ends with its secret once it is redeemed', async () => {
    const { edge, pending, open, view, remove } = await organization();
    const { cookie } = await open(await pending());
    await remove();
    expect(await view('/', { Cookie: cookie })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('unknown_secret');
  });

  it('ends when Embed is turned off and on', async () => {
    const { organizationId, edge, pending, open } = await organization();
    const sessionId = await pending();
    await putOrganization(database.sdk, organizationId, { embedEnabled: false, now });
    await putOrganization(database.sdk, organizationId, { embedEnabled: true, now });
    expect(await open(sessionId)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('sessions_ended');
  });

  it('isn’t a session until it is redeemed', async () => {
    const { edge, pending, open, view } = await organization();
    const { cookie } = await open(await pending());
    const forged = cookie.replace(/s\.[a-f0-9]{32}/, await pending());
    expect(await view('/', { Cookie: forged })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('environment_mac_mismatch');
  });

  it('has no room for a theme beyond 4,096 bytes of claims, and can be redeemed without one', async () => {
    const { edge, pending, open } = await organization();
    const claims = { contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada', filler: '' };
    const sessionId = await pending({ filler: 'f'.repeat(4096 - JSON.stringify(claims).length) });
    expect(await open(sessionId, { theme: 'dawn' })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('claims_too_large');
    expect(await open(sessionId)).toMatchObject({ status: 302 });
  });

  it('is redeemed in two round trips', async () => {
    const { pending, open, requests } = await organization();
    await open(await pending());
    requests.length = 0;
    await open(await pending());
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem']);
  });

  it('is redeemed if the response to the update was lost', async () => {
    const { pending, open } = await organization((send) => async (request) => {
      if (request.operation !== 'UpdateItem') return await send(request);
      await send(request).catch((error) => {
        if (!(error instanceof ConditionFailedError)) throw error;
      });
      return await send(request);
    });
    expect(await open(await pending())).toMatchObject({ status: 302 });
  });

  it.each([
    ['HEAD', {}],
    ['GET', { 'Sec-Purpose': 'prefetch' }],
  ])('isn’t redeemed by a request that only prepares a visit: %s %j', async (method, headers) => {
    const { edge, host, pending, sign, requests } = await organization();
    const target = await sign(await pending());
    expect(await edge.view({ host, method, target, headers })).toMatchObject({ status: 204, body: '' });
    expect(requests).toEqual([]);
    expect(await edge.view({ host, target })).toMatchObject({ status: 302 });
  });

  it('is refused without reading the table if its id is malformed', async () => {
    const { open, requests, view } = await organization();
    for (const sessionToken of ['tok_123', `n.${'a'.repeat(32)}`, `s.${'a'.repeat(31)}`, '*']) {
      expect(await open(sessionToken)).toMatchObject(forbidden);
    }
    expect(await view('/embed/sso/redeem-session')).toMatchObject(forbidden);
    expect(requests).toEqual([]);
  });

  it('never has its signature logged', async () => {
    const { edge, pending, sign, view, secretKey } = await organization();
    const target = await sign(await pending());
    await view(target);
    await view(target);
    const logged = JSON.stringify(edge.log);
    expect(logged).not.toContain(new URL(target, 'https://x').searchParams.get('signature'));
    expect(logged).not.toContain(secretKey);
  });
});
