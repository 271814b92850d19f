import { describe, expect, it } from 'vitest';
import { apiOperations } from '../../../lambdas/api/api-operations.ts';
import { lambdaContext } from '../../../local/lambda-context.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { countV0Login } from '../../../shared/v0-logins/count-v0-login.ts';
import { adminOf } from '../../support/admin.ts';
import { apiEvent } from '../../support/api.ts';
import { buildSecret, testNow } from '../../support/builders.ts';
import { edgeClient } from '../../support/edge.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const defaults = {
  sessionLengthHours: 24,
  frameAncestors: [],
  acceptV0: null,
  redeemParameterSets: [],
  customClaims: [],
  strictClaims: false,
  v0Logins: [],
};

const database = useEdgeDatabase();

async function organization(embedEnabled = true) {
  const { organizationId, api, call, put: putBody } = await adminOf(database, { embedEnabled });
  const put = (enabled: boolean) => putBody({ embedEnabled: enabled });
  const get = async () => (await call('get-settings')).body;
  const update = (body: unknown) => call('update-settings', { body });
  return { organizationId, api, put, get, update };
}

/** Views as a new viewer: the identity that the origin gets, and the size of its header. */
async function identity(organizationId: string, claims: object = {}) {
  const { secretKey } = await buildSecret(database.sdk, organizationId);
  const host = `${organizationId}.embed.example.com`;
  const viewer = { contentPath: '/', externalId: 'user-1', name: 'Ada', ...claims };
  const edge = edgeClient(database.edge, testNow + 1000);
  const url = new URL(
    signLoginUrl({ secretKey, host, claims: viewer, now: edge.now, nonce: 'n'.repeat(32) }),
  );
  const { status, cookie, headers } = await edge.view({ host, target: url.pathname + url.search });
  const { forwarded } = await edge.view({ host, target: '/', headers: { Cookie: cookie } });
  const header = forwarded?.headers['x-embed-identity']?.[0]?.value ?? '';
  const payload = JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString());
  return { status, payload, header, setCookie: headers['set-cookie'] ?? '' };
}

describe('the settings', () => {
  it('have their defaults at first', async () => {
    const { get } = await organization();
    expect(await get()).toEqual(defaults);
  });

  it('have the environment’s session length unless the organization has set one', async () => {
    const { organizationId, update } = await organization();
    const get = apiOperations['get-settings'].createHandler({
      dynamodb: database.sdk,
      txtRecords: async () => [],
      emailOf: async () => undefined,
      clock: () => testNow,
      log: () => undefined,
      environment: { EMBED_SESSION_LENGTH_HOURS: '8' },
    });
    const hours = async () => {
      const event = apiEvent('get-settings', { organizationId });
      const { body } = await get(event, lambdaContext('get-settings', 'request-1'));
      return JSON.parse(body ?? '').sessionLengthHours;
    };
    expect(await hours()).toBe(8);
    await update({ sessionLengthHours: 24 });
    expect(await hours()).toBe(24);
    await update({ sessionLengthHours: null });
    expect(await hours()).toBe(8);
  });

  it('change one by one, lists as a whole, and return to the default with null', async () => {
    const { get, update } = await organization();
    const acceptV0 = { until: '2026-06-30', parameterSets: [[], ['theme', 'userAttributes']] };
    expect(await update({ sessionLengthHours: 8 })).toMatchObject({
      status: 200,
      body: { ...defaults, sessionLengthHours: 8 },
    });
    await update({ frameAncestors: ['https://portal.acme.com', 'https://*.acme.com:8443'] });
    await update({ frameAncestors: ['https://other.acme.com'], acceptV0 });
    expect(await get()).toEqual({
      sessionLengthHours: 8,
      frameAncestors: ['https://other.acme.com'],
      acceptV0,
      redeemParameterSets: [],
      customClaims: [],
      strictClaims: false,
      v0Logins: [],
    });
    expect(await update({ sessionLengthHours: null, acceptV0: null })).toMatchObject({
      body: { sessionLengthHours: 24, frameAncestors: ['https://other.acme.com'], acceptV0: null },
    });
    await update({ frameAncestors: null });
    expect(await update({})).toMatchObject({ status: 200, body: defaults });
    expect(await get()).toEqual(defaults);
  });

  it('show the days on which v0 URLs were used', async () => {
    const { organizationId, api, get } = await organization();
    for (const day of [0, 0, 2]) await countV0Login(database.sdk, organizationId, testNow + day * 86_400_000);
    api.now = testNow + 3 * 86_400_000;
    expect((await get()).v0Logins).toEqual([
      { date: '2026-01-03', count: 1 },
      { date: '2026-01-01', count: 2 },
    ]);
    const other = await organization();
    expect((await other.get()).v0Logins).toEqual([]);
  });

  it('accept v0 URLs for at most 366 days, and not until a time in the past', async () => {
    const { get, update } = await organization();
    const until = (text: string) => update({ acceptV0: { until: text, parameterSets: [[]] } });
    for (const text of ['2025-12-31', '2026-01-01T00:00:00Z']) {
      expect(await until(text)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'acceptV0.until', message: 'must not be in the past' }] },
      });
    }
    for (const text of ['2027-01-02', '2027-01-02T00:00:00.001Z', '9999-12-31']) {
      expect(await until(text)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'acceptV0.until', message: 'must be at most 366 days ahead' }] },
      });
    }
    expect(await get()).toMatchObject({ acceptV0: null });
    for (const text of ['2026-01-01', '2026-01-01T00:00:00.001Z', '2027-01-01', '2027-01-02T00:00:00Z']) {
      expect(await until(text)).toMatchObject({ status: 200, body: { acceptV0: { until: text } } });
    }
  });

  it('apply to the next login, and to the origin’s frame-ancestors', async () => {
    const { organizationId, update } = await organization();
    await update({ sessionLengthHours: 576, frameAncestors: ['https://portal.acme.com'] });
    const { payload, setCookie } = await identity(organizationId);
    expect(payload.frame_ancestors).toEqual(['https://portal.acme.com']);
    expect(setCookie).toContain(`.${(testNow + 1000 + 576 * 3_600_000) / 1000}.`);
  });

  it('keep the identity header below 8 KiB', async () => {
    const { organizationId, update } = await organization();
    const sources = Array.from({ length: 30 }, (_, index) => `https://portal-${index}.example.com`);
    const fitting = sources.filter((_, index) => JSON.stringify(sources.slice(0, index + 1)).length <= 512);
    expect(await update({ frameAncestors: sources })).toMatchObject({ status: 400 });
    expect(await update({ frameAncestors: fitting })).toMatchObject({ status: 200 });

    const claims = { externalId: '🦊'.repeat(255), filler: '' };
    const signed = {
      contentPath: '/',
      name: 'Ada',
      ...claims,
      loginUrl: '',
      nonce: 'n'.repeat(32),
      exp: 1767312001,
    };
    const loginUrl = `https://${organizationId}.embed.example.com/embed/login`;
    const room = 4096 - Buffer.byteLength(JSON.stringify(signed)) - loginUrl.length;
    const { status, header } = await identity(organizationId, { ...claims, filler: 'f'.repeat(room) });
    expect(status).toBe(302);
    expect(`x-embed-identity: ${header}\r\n`.length).toBeLessThan(8192);
  });

  it('can’t be read or changed while Embed is off, and are kept', async () => {
    const { put, get, update } = await organization();
    await update({ sessionLengthHours: 8 });
    await put(false);
    expect(await update({ sessionLengthHours: 9 })).toMatchObject({
      status: 403,
      body: { code: 'embed_disabled' },
    });
    await put(true);
    expect(await get()).toMatchObject({ sessionLengthHours: 8 });
  });
});
