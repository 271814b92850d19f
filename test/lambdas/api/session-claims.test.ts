import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiOperations } from '../../../lambdas/api/api-operations.ts';
import { lambdaContext } from '../../../local/lambda-context.ts';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { signRedeemUrl } from '../../../shared/embed-url/sign-redeem-url.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { type ApiCall, apiClient, apiEvent } from '../../support/api.ts';
import { edgeOrganization } from '../../support/edge-organization.ts';
import { useDatabase } from '../../support/use-database.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const hour = 3_600_000;
const viewer = { contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada', filterSearchParam: 'c=d' };
/** Integer names, an escape and `__proto__`: what JSON tends to lose on the way. */
const largeJson = `{"userAttributes":{"7":1,"__proto__":"restricted"},${JSON.stringify(viewer).slice(1, -1)},"groups":["é\\u0007","${'g'.repeat(60_000)}"]}`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const database = useDatabase(({ sdk }) => rotateEnvironmentKeys(sdk, start));

/** An organization with a pending session, an edge and the API, all on one clock. */
async function pendingSession(claims: string | object = largeJson) {
  const { organizationId, host, edge, secret, view, requests } = await edgeOrganization(database, {
    now: start,
  });
  const { secretId, secretKey } = secret;
  const api = apiClient(database.sdk);
  api.now = start;
  const created = await api.call('create-session', { organizationId, body: claims });
  const { sessionId } = created.body;
  const pass = (ms: number) => {
    edge.now += ms;
    api.now += ms;
  };
  const redeem = (overrides: object = {}) => {
    const url = new URL(signRedeemUrl({ secretKey, host, sessionId, ...overrides }));
    return view(url.pathname + url.search);
  };
  const identity = async (cookie: string) => {
    const { forwarded } = await view('/d/1', cookie);
    const [, payload = ''] = forwarded?.headers['x-embed-identity']?.[0]?.value.split('.') ?? [];
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  };
  const getClaims = (of = organizationId) =>
    api.call('get-session-claims', { organizationId: of, sessionId });
  const call = (id: OperationId, more: ApiCall = {}) => api.call(id, { organizationId, ...more });
  return {
    organizationId,
    secretId,
    sessionId,
    edge,
    api,
    call,
    requests,
    pass,
    redeem,
    identity,
    getClaims,
  };
}

describe('claims of more than 4,096 bytes', () => {
  it('are referred to in the identity, and returned byte by byte as their hash says', async () => {
    const { organizationId, sessionId, redeem, identity } = await pendingSession();
    const { status, headers, cookie } = await redeem();
    expect([status, headers.location]).toEqual([302, '/d/1?a=b&c=d']);
    const { claims_ref: reference, ...registered } = await identity(cookie);
    expect(reference).toEqual({ sha256: sha256(largeJson), overrides: {} });
    expect(registered).toMatchObject({ sub: 'user-1', org: organizationId, sid: sessionId });
    expect(registered).not.toHaveProperty('claims');

    const handler = apiOperations['get-session-claims'].createHandler({
      dynamodb: database.sdk,
      txtRecords: async () => [],
      emailOf: async () => undefined,
      clock: () => start,
      log: () => undefined,
      environment: {},
    });
    const event = apiEvent('get-session-claims', { organizationId, sessionId });
    const { body } = await handler(event, lambdaContext('get-session-claims', 'request-1'));
    expect(body).toBe(`{"claims":${largeJson}}`);
  });

  it('have what the redeem URL adds beside their reference', async () => {
    const { redeem, identity, getClaims } = await pendingSession();
    const { cookie } = await redeem({ prefersDark: 'true', theme: 'dawn' });
    const overrides = { prefersDark: 'true', theme: 'dawn' };
    expect((await identity(cookie)).claims_ref).toEqual({ sha256: sha256(largeJson), overrides });
    expect((await getClaims()).body.claims).not.toHaveProperty('theme');
  });

  it('cost a request of their session what other claims cost: one batch of two items', async () => {
    const { requests, redeem, identity, sessionId } = await pendingSession();
    const { cookie } = await redeem();
    requests.length = 0;
    await identity(cookie);
    expect(requests).toHaveLength(1);
    const [request] = requests;
    if (request?.operation !== 'BatchGetItem') throw new Error('no batch');
    expect(Object.values(request.input.RequestItems).flatMap(({ Keys }) => Keys)).toHaveLength(2);
    expect(JSON.stringify(request)).not.toContain('CLAIMS#');
    const { Responses: items } = await database.sdk(request);
    const session = items?.EmbedSessions?.[0];
    expect(session).toMatchObject({ sessionId, claimsSha256: sha256(largeJson) });
    expect(Buffer.byteLength(JSON.stringify(session))).toBeLessThan(1200);
  });

  it('are stored before their session, which does not exist if they can’t be', async () => {
    const { organizationId, api } = await pendingSession();
    const before = (await api.call('list-sessions', { organizationId, query: { state: 'pending' } })).body;
    const failing = apiClient((request) => {
      const key = 'Key' in request.input ? request.input.Key.partitionKey : '';
      return key.startsWith('CLAIMS#') ? Promise.resolve({}) : database.sdk(request);
    });
    failing.now = api.now;
    const refused = await failing.call('create-session', { organizationId, body: largeJson });
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    const after = (await api.call('list-sessions', { organizationId, query: { state: 'pending' } })).body;
    expect(after).toEqual(before);
  });

  it('outlive the longest session', async () => {
    const { organizationId, sessionId } = await pendingSession();
    const { Item: item } = await database.sdk({
      operation: 'GetItem',
      input: {
        TableName: 'EmbedSessions',
        Key: { partitionKey: `CLAIMS#${organizationId}#${sessionId}` },
        ConsistentRead: true,
      },
    });
    expect(Number(item?.purgeAt) * 1000).toBeGreaterThan(start + 5 * 60_000 + 576 * hour);
    expect(item).not.toHaveProperty('organizationId');
  });

  it('are stored once by a request that is repeated with its Idempotency-Key', async () => {
    const { organizationId, api } = await pendingSession();
    const request = { organizationId, body: largeJson, idempotencyKey: 'one' };
    const [first, again] = [
      await api.call('create-session', request),
      await api.call('create-session', request),
    ];
    expect([first.status, again.body]).toEqual([201, first.body]);
  });

  it('leave an event in the audit trail whenever they are read', async () => {
    const { organizationId, secretId, sessionId, api, redeem, getClaims } = await pendingSession();
    await redeem();
    await getClaims();
    const { body } = await api.call('list-events', { organizationId, query: { secretId } });
    expect(body.records[0]).toMatchObject({
      type: 'claims_read',
      outcome: 'succeeded',
      details: { sessionId },
    });
    expect(JSON.stringify([body, api.log])).not.toContain('user-1');
  });
});

describe('get-session-claims', () => {
  it('returns smaller claims too, as the identity has them', async () => {
    const { redeem, identity, getClaims } = await pendingSession(viewer);
    const { cookie } = await redeem({ theme: 'dawn' });
    const { claims } = await identity(cookie);
    expect(claims).toEqual({ ...viewer, theme: 'dawn' });
    expect((await getClaims()).body).toEqual({ claims });
  });

  type Session = Awaited<ReturnType<typeof pendingSession>>;
  it.each<[string, (session: Session) => unknown]>([
    ['its secret was deleted', ({ call, secretId }) => call('delete-secret', { secretId })],
    ['its secret is disabled', ({ call, secretId }) => call('disable-secret', { secretId, body: {} })],
    [
      'its secret is retired',
      ({ call, secretId }) => call('rotate-secret', { secretId, body: { overlapHours: 0 } }),
    ],
    ['it was ended', ({ call, sessionId }) => call('end-session', { sessionId })],
    ['all sessions were ended', ({ call }) => call('end-all-sessions')],
    ['it has expired', ({ pass }) => pass(24 * hour)],
  ])('returns 404 for a session that the edge refuses because %s', async (_, end) => {
    const session = await pendingSession();
    const { edge, redeem, identity, getClaims } = session;
    const { cookie } = await redeem();
    expect((await getClaims()).status).toBe(200);
    session.pass(1000);
    await end(session);
    expect(await getClaims()).toMatchObject({ status: 404, body: { code: 'not_found' } });
    await expect(identity(cookie)).rejects.toThrow();
    expect(edge.log.at(-1)).toMatchObject({ event: 'viewer_denied' });
  });

  it('returns 404 for a session that isn’t redeemed, and on another organization’s path', async () => {
    const { redeem, getClaims } = await pendingSession();
    expect((await getClaims()).status).toBe(404);
    await redeem();
    const { organizationId: other } = await pendingSession();
    expect((await getClaims(other)).status).toBe(404);
  });
});
