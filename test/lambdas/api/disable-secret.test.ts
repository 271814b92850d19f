import { describe, expect, it } from 'vitest';
import { secretAdmin } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const hour = 3_600_000;
const database = useDatabase();
const organization = () => secretAdmin(database);

describe('disable-secret and enable-secret', () => {
  it('disable until enabled, and return since when', async () => {
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
