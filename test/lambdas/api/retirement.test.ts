import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { secretAdmin } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const hour = 3_600_000;
const database = useDatabase();
const organization = () => secretAdmin(database);

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
