import { describe, expect, it } from 'vitest';
import { readSession } from '../../../shared/sessions/read-session.ts';
import { adminOf } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const viewer = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };

const database = useDatabase();

async function organization(embedEnabled = true) {
  const { organizationId, api, call } = await adminOf(database, { embedEnabled });
  await call('update-settings', { body: { customClaims: ['further', 'constructor', 'quota', 'deep'] } });
  api.now += 60_000;
  const create = (body: unknown) => call('create-session', { body });
  return { organizationId, api, create };
}

describe('a session of 2-step SSO', () => {
  it('is created pending, for 5 minutes', async () => {
    const { organizationId, api, create } = await organization();
    const created = await create(viewer);
    expect(created).toMatchObject({ status: 201, headers: { 'cache-control': 'no-store' } });
    expect(created.body).toEqual({
      sessionId: expect.stringMatching(/^s\.[a-f0-9]{32}$/),
      expiresAt: '2026-01-01T00:06:00.000Z',
    });
    const session = await readSession(database.sdk, organizationId, created.body.sessionId);
    expect(session).toMatchObject({ state: 'pending', claims: viewer });
    expect(JSON.stringify(api.log)).not.toContain('user-1');
  });

  it('keeps every claim, custom ones too', async () => {
    const { organizationId, create } = await organization();
    const json = `${JSON.stringify({
      ...viewer,
      accessBoost: true,
      groups: ['a'],
      userAttributes: { region: ['FR', 2.5], isManager: false, team: null },
      uiSettings: { showNavigation: false },
      mode: 'APPLICATION',
      entityFolderContentRole: 'VIEWER',
      prefersDark: 'system',
      linkAccess: '__omni_link_access_open',
    }).slice(0, -1)},"further":{"nested":null},"constructor":1}`;
    const { body } = await create(json);
    const session = await readSession(database.sdk, organizationId, body.sessionId);
    expect(JSON.stringify(session?.claims)).toBe(json);
  });

  it.each([
    [{}, ['contentPath', 'externalId', 'name']],
    [{ ...viewer, contentPath: '//evil.example' }, ['contentPath']],
    [{ ...viewer, externalId: '', name: 'x'.repeat(256) }, ['externalId', 'name']],
    [{ ...viewer, accessBoost: 'true' }, ['accessBoost']],
    [{ ...viewer, groups: 'a', mode: 'application' }, ['groups', 'mode']],
    [{ ...viewer, groups: ['a', 1] }, ['groups']],
    [{ ...viewer, prefersDark: true }, ['prefersDark']],
    [{ ...viewer, userAttributes: { region: { country: 'FR' } } }, ['userAttributes']],
    [{ ...viewer, uiSettings: { showNavigation: 'false' } }, ['uiSettings']],
    [{ ...viewer, customTheme: [] }, ['customTheme']],
    [{ ...viewer, theme: null }, ['theme']],
    [{ ...viewer, loginUrl: 'x', nonce: 'x', exp: 1 }, ['loginUrl', 'nonce', 'exp']],
    ['{"contentPath":"/d/1","externalId":"1","name":"Ada","quota":9007199254740993}', ['quota']],
    ['{"contentPath":"/d/1","externalId":"1","name":"Ada","quota":1e999}', ['quota']],
    [
      '{"contentPath":"/d/1","externalId":"1","name":"Ada","quota":{"of":[4503599627370497.3]}}',
      ['quota.of.0'],
    ],
    ['{"contentPath":"/d/1","externalId":"1","name":"Ada","quota":1e-400}', ['quota']],
    [{ ...viewer, externalId: '\u0001'.repeat(171) }, ['externalId']],
    [{ ...viewer, contentPath: `/${'漢'.repeat(1000)}` }, ['contentPath']],
    [{ ...viewer, filterSearchParam: '漢'.repeat(1000) }, ['contentPath']],
    [[viewer], ['body']],
    ['null', ['body']],
  ])('is refused with an error for every field: %j', async (body, fields) => {
    const { create } = await organization();
    const refused = await create(body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  it('says what is missing and what is wrong', async () => {
    const { create } = await organization();
    const refused = await create({
      contentPath: '/',
      externalId: 'user-1',
      entityFolderContentRole: 'OWNER',
    });
    expect(refused.body.errors).toEqual([
      { field: 'name', code: 'required', message: 'is required' },
      {
        field: 'entityFolderContentRole',
        code: 'invalid_value',
        message: 'must be one of the strings MANAGER, EDITOR, VIEWER, NO_ACCESS',
      },
    ]);
  });

  it.each([
    [
      'contentPath',
      7,
      'must be a path on the same origin: one leading "/", no control characters, not a number',
    ],
    ['externalId', 7, 'must be a string of 1 to 255 characters, not a number'],
    ['email', true, 'must be a string, not a boolean'],
    ['groups', 'a', 'must be an array of strings, not a string'],
    ['accessBoost', 'true', 'must be true or false, not a string'],
    [
      'userAttributes',
      null,
      'must be an object of strings, numbers, booleans, null, or arrays of strings and numbers, not null',
    ],
    ['mode', ['APPLICATION'], 'must be one of the strings APPLICATION, SINGLE_CONTENT, not an array'],
  ])('says the type of a claim that has the wrong one: %s', async (field, value, message) => {
    const { create } = await organization();
    const { body } = await create({ ...viewer, [field]: value });
    expect(body.errors).toEqual([{ field, code: 'wrong_type', message }]);
  });

  it.each([
    ['groups', ['a', 1]],
    ['contentPath', '//evil.example'],
    ['uiSettings', { showNavigation: 'false' }],
  ])('says that the value of %s is invalid if its type is right', async (field, value) => {
    const { create } = await organization();
    const { body } = await create({ ...viewer, [field]: value });
    expect(body.errors).toMatchObject([{ field, code: 'invalid_value' }]);
  });

  it('holds at most 65,536 bytes of claims', async () => {
    const { create } = await organization();
    const filled = (bytes: number) => {
      const empty = JSON.stringify({ ...viewer, constructor: '' }).length;
      return JSON.stringify({ ...viewer, constructor: 'é'.repeat(8) + 'f'.repeat(bytes - empty - 16) });
    };
    expect(await create(filled(65_536))).toMatchObject({ status: 201 });
    const refused = await create(filled(65_537));
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'body' }] } });
    expect(refused.body.detail).toBe(
      'body has 65537 bytes of claims; at most 65536 are allowed: keep the rest in the application, and send what it needs to find it.',
    );
  });

  it('has at most 4,096 bytes of contentPath and filterSearchParam: the edge reads them', async () => {
    const { create } = await organization();
    const room = 4096 - JSON.stringify({ contentPath: '/', filterSearchParam: '' }).length;
    const path = (length: number) => ({ ...viewer, contentPath: '/', filterSearchParam: 'f'.repeat(length) });
    expect(await create(path(room))).toMatchObject({ status: 201 });
    const refused = await create(path(room + 1));
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'contentPath' }] } });
    expect(refused.body.detail).toContain('at most 4096 bytes of JSON together with filterSearchParam');
  });

  it('is created from a body of at most 128 KiB', async () => {
    const { create } = await organization();
    const json = JSON.stringify(viewer);
    expect(await create(json.padEnd(131_072))).toMatchObject({ status: 201 });
    const refused = await create(json.padEnd(131_073));
    expect(refused).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    expect(refused.body.detail).toContain('at most 131072 are allowed');
  });

  it('is rejected with a 400 if its claims are nested as deep as a body can be', async () => {
    const { create } = await organization();
    const deep = `${JSON.stringify(viewer).slice(0, -1)},"deep":${'['.repeat(65_000)}${']'.repeat(65_000)}}`;
    expect(await create(deep)).toMatchObject({ status: 400 });
  });

  it('isn’t created while Embed is off', async () => {
    const { create } = await organization(false);
    expect(await create(viewer)).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
  });
});
