import { describe, expect, it } from 'vitest';
import { secretAdmin } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const hour = 3_600_000;
const database = useDatabase();
const organization = () => secretAdmin(database);

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
