import { describe, expect, it } from 'vitest';
import { secretAdmin } from '../../support/admin.ts';
import { adminArn } from '../../support/api.ts';
import { useDatabase } from '../../support/use-database.ts';

const hour = 3_600_000;
const database = useDatabase();
const organization = () => secretAdmin(database);

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
