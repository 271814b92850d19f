import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { startSession } from '../../../shared/sessions/start-session.ts';
import { adminArn, apiClient } from '../../support/api.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { sessionOf, unknownId } from '../../support/stores.ts';

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
});
afterAll(() => database.close());

const hour = 3_600_000;

async function organization() {
  const organizationId = uniqueOrganizationId();
  const api = apiClient(database.sdk);
  await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
  const start = api.now;
  const create = async (body: object = { name: 'Production' }) =>
    (await api.call('create-secret', { organizationId, body })).body;
  const { id: secretId, secretKey } = await create();
  const call = (id: OperationId, body?: unknown, one: string = secretId) =>
    api.call(id, { organizationId, secretId: one, body });
  const records = async () => (await api.call('list-secrets', { organizationId })).body.records;
  const at = (ms: number): string => new Date(start + ms).toISOString();
  const generate = (body: object) => {
    const viewer = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada', ...body };
    return api.call('generate-url', { organizationId, body: viewer });
  };
  return { organizationId, api, secretId, secretKey, create, call, records, at, generate };
}

describe('rotate-secret', () => {
  it('returns the successor with its key; the old secret retires in 24 hours', async () => {
    const { api, secretId, secretKey, call, records, at } = await organization();
    const { status, body } = await call('rotate-secret', {});
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Production',
      secretKey: expect.stringMatching(/^esk_\w{28}$/),
      maskedKey: `esk_…${body.secretKey.slice(-4)}`,
      createdAt: at(0),
      createdBy: adminArn,
      status: 'active',
      replaces: secretId,
    });
    expect(await records()).toMatchObject([
      { id: body.id, status: 'active' },
      { id: secretId, status: 'retiring', retiresAt: at(24 * hour), replacedBy: body.id },
    ]);
    expect(api.log).toContainEqual(expect.objectContaining({ event: 'secret_rotated', secretId }));
    expect(JSON.stringify(api.log)).not.toContain(body.secretKey);
    expect(JSON.stringify(api.log)).not.toContain(secretKey);
  });

  it('takes a name, limits and an overlap of its own; 0 hours retires the old secret at once', async () => {
    const { secretId, call, records, at } = await organization();
    const limits = { hosts: ['Staging.example.com:4200'] };
    const { body } = await call('rotate-secret', { name: 'Staging', overlapHours: 0, limits });
    expect(body).toMatchObject({ name: 'Staging', limits: { hosts: ['staging.example.com'] } });
    const [, old] = await records();
    expect(old).toMatchObject({ id: secretId, status: 'retired', retiresAt: at(0), replacedBy: body.id });
  });

  it('refuses a secret that was replaced, until the successor is deleted', async () => {
    const { call } = await organization();
    const { body } = await call('rotate-secret', {});
    expect(await call('rotate-secret', {})).toMatchObject({
      status: 409,
      body: { code: 'already_replaced' },
    });
    await call('delete-secret', undefined, body.id);
    expect((await call('get-secret')).body).not.toHaveProperty('replacedBy');
    expect((await call('rotate-secret', {})).status).toBe(201);
  });

  it.each([
    [{ overlapHours: -1 }, 'overlapHours'],
    [{ overlapHours: 721 }, 'overlapHours'],
    [{ overlapHours: 1.5 }, 'overlapHours'],
    [{ overlapHours: '1' }, 'overlapHours'],
    [{ name: ' ' }, 'name'],
    [{ limits: { paths: [] } }, 'limits.paths'],
    [{ limits: [] }, 'limits'],
    [{ overlap: 1 }, 'overlap'],
  ])('refuses %j', async (body, field) => {
    const { call, records } = await organization();
    expect(await call('rotate-secret', body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    expect(await records()).toHaveLength(1);
  });
});

describe('a retirement', () => {
  it('is scheduled for a time in any offset, can be moved, and cancelled before', async () => {
    const { api, call, at } = await organization();
    const scheduled = await call('schedule-retirement', { retiresAt: '2026-01-01T03:00:00+01:00' });
    expect(scheduled).toMatchObject({ status: 200, body: { status: 'retiring', retiresAt: at(2 * hour) } });
    const moved = await call('schedule-retirement', { retiresAt: at(hour) });
    expect(moved).toMatchObject({ status: 200, body: { retiresAt: at(hour) } });
    api.now += hour - 1;
    const cancelled = await call('cancel-retirement');
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(cancelled.body).not.toHaveProperty('retiresAt');
    expect(await call('cancel-retirement')).toMatchObject({ status: 200, body: { status: 'active' } });
  });

  it('is final once its time has come', async () => {
    const { api, call, at, secretKey } = await organization();
    await call('schedule-retirement', { retiresAt: at(hour) });
    api.now += hour;
    const operations: [OperationId, unknown?][] = [
      ['cancel-retirement'],
      ['schedule-retirement', { retiresAt: at(2 * hour) }],
      ['disable-secret', {}],
      ['enable-secret'],
      ['limit-secret', {}],
      ['rotate-secret', {}],
    ];
    for (const [operation, body] of operations) {
      expect(await call(operation, body)).toMatchObject({ status: 409, body: { code: 'already_retired' } });
    }
    expect(await call('get-secret')).toMatchObject({ status: 200, body: { status: 'retired' } });
    expect(await call('reveal-secret')).toMatchObject({ status: 200, body: { secretKey } });
    expect(await call('rename-secret', { name: 'Old' })).toMatchObject({
      status: 200,
      body: { status: 'retired' },
    });
    expect(await call('delete-secret')).toMatchObject({ status: 200, body: { name: 'Old' } });
  });

  it.each([
    '2025-12-31T23:59:59Z',
    '2026-01-01T00:00:00Z',
    'tomorrow',
    '2026-02-30T00:00:00Z',
    '',
    1767272400000,
  ])('cannot be at %j', async (retiresAt) => {
    const { call } = await organization();
    const refused = { status: 400, body: { errors: [{ field: 'retiresAt' }] } };
    expect(await call('schedule-retirement', { retiresAt })).toMatchObject(refused);
  });
});

describe('disable-secret and enable-secret', () => {
  it('disable until enabled, and say since when', async () => {
    const { api, call, secretKey, at } = await organization();
    const disabled = await call('disable-secret');
    expect(disabled).toMatchObject({ status: 200, body: { status: 'disabled', disabledAt: at(0) } });
    expect(disabled.body).not.toHaveProperty('disabledUntil');
    api.now += 1000 * hour;
    expect((await call('get-secret')).body).toMatchObject({ status: 'disabled', disabledAt: at(0) });
    expect(await call('reveal-secret')).toMatchObject({ status: 200, body: { secretKey } });
    const enabled = await call('enable-secret');
    expect(enabled).toMatchObject({ status: 200, body: { status: 'active' } });
    expect(enabled.body).not.toHaveProperty('disabledAt');
    expect(await call('enable-secret')).toEqual({ ...enabled });
    expect(api.log.filter(({ event }) => event === 'secret_enabled')).toHaveLength(1);
  });

  it('disable for minutes; the later of two ends wins', async () => {
    const { api, call, at } = await organization();
    const minute = 60_000;
    const first = await call('disable-secret', { minutes: 30 });
    expect(first.body).toMatchObject({ status: 'disabled', disabledUntil: at(30 * minute) });
    expect((await call('disable-secret', { minutes: 10 })).body).toEqual(first.body);
    expect((await call('disable-secret', { minutes: 60 })).body).toMatchObject({
      disabledUntil: at(60 * minute),
    });
    api.now += 60 * minute;
    const back = (await call('get-secret')).body;
    expect(back).toMatchObject({ status: 'active' });
    expect(back).not.toHaveProperty('disabledAt');
    await call('disable-secret');
    expect((await call('disable-secret', { minutes: 1 })).body).not.toHaveProperty('disabledUntil');
  });

  it.each([0, 1441, 1.5, '5', null])('refuse minutes of %j', async (minutes) => {
    const { call } = await organization();
    const refused = { status: 400, body: { errors: [{ field: 'minutes' }] } };
    expect(await call('disable-secret', { minutes })).toMatchObject(refused);
  });
});

describe('limit-secret', () => {
  it('replaces all limits, and removes them', async () => {
    const { call, create, records } = await organization();
    const limited = await call('limit-secret', { paths: ['/a/'], maxExpiresInSeconds: 60 });
    expect(limited).toMatchObject({
      status: 200,
      body: { limits: { paths: ['/a'], maxExpiresInSeconds: 60 } },
    });
    const replaced = await call('limit-secret', { hosts: ['a.example.com'] });
    expect(replaced.body.limits).toEqual({ hosts: ['a.example.com'] });
    expect((await call('limit-secret', {})).body).not.toHaveProperty('limits');

    const created = await create({ name: 'Staging', limits: { paths: ['/b'] } });
    expect(created).toMatchObject({ limits: { paths: ['/b'] } });
    expect((await create({ name: 'Free', limits: {} })).limits).toBeUndefined();
    expect((await records()).map(({ limits }: { limits?: object }) => limits)).toContainEqual({
      paths: ['/b'],
    });
  });

  it('names every field that breaks a rule', async () => {
    const { call } = await organization();
    const body = { paths: ['a'], hosts: ['*'], maxExpiresInSeconds: 0, path: ['/a'] };
    const { status, body: problem } = await call('limit-secret', body);
    expect(status).toBe(400);
    expect(problem.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'hosts.0',
      'maxExpiresInSeconds',
      'path',
      'paths.0',
    ]);
  });
});

describe('get-secret', () => {
  it('tells what deleting the secret would break', async () => {
    const { organizationId, api, call, secretId, create } = await organization();
    const { id: other } = await create({ name: 'Other' });
    for (const [index, one] of [secretId, secretId, other].entries()) {
      const session = {
        ...sessionOf(organizationId),
        sessionId: `n.${index}${'a'.repeat(31)}`,
        secretId: one,
      };
      const createdAt = new Date(api.now + 1000).toISOString();
      const expiresAt = new Date(api.now + hour).toISOString();
      await startSession(database.sdk, { ...session, createdAt, expiresAt });
    }
    const details = { liveSessions: 2, liveSessionsComplete: true, lastActive: false };
    expect(await call('get-secret')).toMatchObject({
      status: 200,
      body: { id: secretId, status: 'active', ...details },
    });
    await call('disable-secret', undefined, other);
    expect((await call('get-secret')).body).toMatchObject({ lastActive: true });
    expect((await call('get-secret', undefined, other)).body).toMatchObject({
      liveSessions: 1,
      lastActive: false,
    });
    await call('rotate-secret', { overlapHours: 0 });
    expect((await call('get-secret')).body).toMatchObject({ liveSessions: 0, lastActive: false });
  });

  it('never holds a key', async () => {
    const { call, secretKey } = await organization();
    expect(JSON.stringify(await call('get-secret'))).not.toContain(secretKey);
  });
});

describe('generate-url', () => {
  const signer = (url: string) => Buffer.from(new URL(url).searchParams.get('signature') ?? '').length;

  it('signs with the newest secret that is active and whose limits allow the URL', async () => {
    const { api, create, call, generate, secretId } = await organization();
    api.now += 1000;
    const limited = await create({ name: 'x', limits: { paths: ['/reports'], maxExpiresInSeconds: 600 } });
    api.now += 1000;
    const disabled = await create({ name: 'x' });
    await call('disable-secret', {}, disabled.id);
    const signedWith = async (body: object) => {
      const { status, body: generated } = await generate(body);
      expect(status).toBe(201);
      expect(signer(generated.url)).toBe(43);
      return api.log.filter(({ event }) => event === 'url_generated').at(-1)?.secretId;
    };
    expect(await signedWith({ contentPath: '/reports/1', expiresIn: 600 })).toBe(limited.id);
    expect(await signedWith({ contentPath: '/reports/1', expiresIn: 601 })).toBe(secretId);
    expect(await signedWith({ contentPath: '/d/1', expiresIn: 600 })).toBe(secretId);
  });

  it('signs with a retiring secret only if it is named', async () => {
    const { call, generate, secretId, at } = await organization();
    await call('schedule-retirement', { retiresAt: at(hour) });
    expect(await generate({})).toMatchObject({ status: 409, body: { code: 'no_secret' } });
    expect((await generate({ secretId })).status).toBe(201);
  });

  it('signs no URL that would not open', async () => {
    const { call, generate, secretId } = await organization();
    const refused = { status: 409, body: { code: 'no_secret' } };
    await call('limit-secret', { paths: ['/reports'] });
    expect(await generate({ secretId })).toMatchObject(refused);
    expect((await generate({ secretId, contentPath: '/reports' })).status).toBe(201);
    await call('disable-secret');
    expect(await generate({ secretId, contentPath: '/reports' })).toMatchObject(refused);
    expect(await generate({ contentPath: '/reports' })).toMatchObject(refused);
    await call('enable-secret');
    await call('rotate-secret', { overlapHours: 0 });
    expect(await generate({ secretId, contentPath: '/reports' })).toMatchObject(refused);
  });
});

describe('every operation of the lifecycle', () => {
  const all: readonly [OperationId, unknown?][] = [
    ['get-secret'],
    ['rotate-secret', {}],
    ['schedule-retirement', { retiresAt: '2027-01-01T00:00:00Z' }],
    ['cancel-retirement'],
    ['disable-secret', {}],
    ['enable-secret'],
    ['limit-secret', {}],
  ];

  it.each(all)('%s: 404 for an unknown or malformed id, 403 while Embed is off', async (operation, body) => {
    const { organizationId, api, call } = await organization();
    for (const id of [unknownId, 'not-an-id']) {
      expect(await call(operation, body, id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    await api.call('put-organization', { organizationId, body: { embedEnabled: false } });
    expect(await call(operation, body)).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
    expect((await call('delete-secret')).status).toBe(200);
  });

  it.each(all)('%s: refuses members that it does not know', async (operation) => {
    const { call } = await organization();
    expect((await call(operation, { surprise: true })).status).toBe(400);
  });
});
