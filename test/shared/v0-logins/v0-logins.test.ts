import { expect, it } from 'vitest';
import { countV0Login } from '../../../shared/v0-logins/count-v0-login.ts';
import { readV0Logins } from '../../../shared/v0-logins/read-v0-logins.ts';
import { describeStores, now } from '../../support/stores.ts';

describeStores('v0 logins', (store) => {
  it('counts v0 logins by day', async () => {
    const id = await store.organization();
    await Promise.all(Array.from({ length: 5 }, () => countV0Login(store.dynamodb, id, now)));
    await countV0Login(store.dynamodb, id, now + 86_400_000);
    expect(await readV0Logins(store.dynamodb, id, now + 86_400_000)).toEqual([
      { date: '2026-01-02', count: 1 },
      { date: '2026-01-01', count: 5 },
    ]);
    expect(await readV0Logins(store.dynamodb, await store.organization(), now)).toEqual([]);
  });
});
