import { describe, expect, it } from 'vitest';
import { adminOf } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const viewer = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };
const database = useDatabase();

async function organization(customClaims?: string[]) {
  const { call, create } = await adminOf(database);
  await create();
  if (customClaims !== undefined) await call('update-settings', { body: { customClaims } });
  return { call };
}

const unknown = (field: string, hint = '') => ({
  field,
  code: 'unknown_field',
  message: `is not a known claim${hint} (claims of your own are listed in the setting customClaims)`,
});

describe.each(['create-session', 'generate-url'] as const)('%s', (id) => {
  it('refuses a misspelled claim and names the one that is probably meant', async () => {
    const { call } = await organization();
    const refused = await call(id, { body: { ...viewer, userAttribute: { region: 'FR' }, Groups: ['a'] } });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(refused.body.errors).toEqual([
      unknown('userAttribute', ', did you mean userAttributes?'),
      unknown('Groups', ', did you mean groups?'),
    ]);
  });

  it('accepts the organization’s own claims by their exact names', async () => {
    const { call } = await organization(['costCenter', 'constructor']);
    const body = { ...viewer, costCenter: { any: ['value'] }, constructor: 1 };
    expect(await call(id, { body })).toMatchObject({ status: 201 });
    const { body: problem } = await call(id, { body: { ...viewer, costcenter: 1, toString: 2 } });
    expect(problem.errors).toEqual([unknown('costcenter'), unknown('toString')]);
  });

  it('refuses members that an object has by itself', async () => {
    const { call } = await organization(['costCenter']);
    const json = `${JSON.stringify(viewer).slice(0, -1)},"__proto__":{"restricted":true},"constructor":1}`;
    const { body } = await call(id, { body: json });
    expect(body.errors).toEqual([unknown('__proto__'), unknown('constructor')]);
  });

  it('reports it with everything else that is wrong', async () => {
    const { call } = await organization();
    const body = { contentPath: '/', externalId: 7, accessBoost: 'yes', quota: 1, nonce: 'x' };
    const refused = await call(id, { body, query: { dryRun: 'true' } });
    const fields = refused.body.errors.map(({ field }: { field: string }) => field);
    expect(fields.sort()).toEqual(['accessBoost', 'dryRun', 'externalId', 'name', 'nonce', 'quota']);
  });

  it('names 100 of very many, in time', async () => {
    const { call } = await organization();
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`q${index}`, 0]));
    const { status, body } = await call(id, { body: { ...viewer, ...many } });
    expect([status, body.errors.length]).toEqual([400, 100]);
  });

  it('checks the media type and the size first', async () => {
    const { call } = await organization();
    const body = { ...viewer, quota: 'x'.repeat(140_000) };
    expect(await call(id, { body })).toMatchObject({ status: 413 });
    expect(await call(id, { body: { quota: 1 }, contentType: 'text/plain' })).toMatchObject({ status: 415 });
  });
});

it('refuses an unknown claim that is called like an option of the other operation', async () => {
  const { call } = await organization();
  const { body } = await call('create-session', { body: { ...viewer, expiresIn: 60 } });
  expect(body.errors).toEqual([unknown('expiresIn')]);
  expect(await call('generate-url', { body: { ...viewer, expiresIn: 60 } })).toMatchObject({ status: 201 });
});

describe('the setting customClaims', () => {
  it('takes 50 names, and none once it is null', async () => {
    const { call } = await organization();
    const customClaims = Array.from({ length: 50 }, (_, index) => `claim_${index}`);
    expect(await call('update-settings', { body: { customClaims } })).toMatchObject({
      body: { customClaims },
    });
    const cleared = await call('update-settings', { body: { customClaims: null, strictClaims: null } });
    expect(cleared).toMatchObject({ status: 200, body: { customClaims: [], strictClaims: false } });
    expect(await call('create-session', { body: { ...viewer, claim_0: 1 } })).toMatchObject({ status: 400 });
  });

  it('is refused if it would make the organization larger than 32 KB', async () => {
    const { call } = await organization();
    const paths = [`/${'p'.repeat(460)}`];
    for (let count = 1; count < 50; count++) {
      await call('create-secret', { body: { name: '🦊'.repeat(20), limits: { paths } } });
    }
    const customClaims = Array.from({ length: 50 }, (_, index) => `${'c'.repeat(60)}_${index}`);
    expect(await call('update-settings', { body: { customClaims } })).toMatchObject({
      status: 409,
      body: { code: 'organization_full' },
    });
    expect(await call('update-settings', { body: { customClaims: [] } })).toMatchObject({ status: 200 });
  });
});
