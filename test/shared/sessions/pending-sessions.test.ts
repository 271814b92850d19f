import { expect, it } from 'vitest';
import { redeemSession } from '../../../shared/sessions/redeem-session.ts';
import { describeStores, redeemable, sessionOf, unknownId } from '../../support/stores.ts';

describeStores('a pending session', (store) => {
  it('is redeemed once, with its claims and what the URL adds to them', async () => {
    const claims = { ...sessionOf('x').claims, entity: 'é 🦊', theme: 'dawn' };
    const redemption = { ...(await redeemable(store, { claims })), overrides: { theme: 'dusk' } };
    const redeemed = await redeemSession(store.dynamodb, redemption);
    expect(redeemed).toMatchObject({
      redeemed: true,
      session: {
        state: 'active',
        secretId: unknownId,
        createdAt: '2026-01-01T00:00:00.000Z',
        expiresAt: '2026-01-02T00:01:00.000Z',
        claims: { ...claims, theme: 'dusk' },
      },
    });
    const again = await redeemSession(store.dynamodb, { ...redemption, attemptId: 'another attempt' });
    expect(again).toMatchObject({ redeemed: false, existing: { state: 'active' } });
  });

  it.each([
    ['it has expired', { now: '2026-01-01T00:05:00.000Z' }],
    ['all sessions were ended after it was created', { sessionsValidFrom: '2026-01-01T00:00:00.000Z' }],
    ['its claims would have more than 4,096 bytes', { overrides: { theme: 'x'.repeat(4096) } }],
  ])('stays pending if %s', async (_, change) => {
    const redemption = { ...(await redeemable(store)), ...change };
    const refused = await redeemSession(store.dynamodb, redemption);
    expect(refused).toMatchObject({ redeemed: false, existing: { state: 'pending' } });
  });

  it('stays pending if its URL adds more than fits beside the reference to large claims', async () => {
    const claims = { ...sessionOf('x').claims, groups: ['g'.repeat(60_000)] };
    const redemption = await redeemable(store, { claims });
    const tooMuch = { ...redemption, overrides: { theme: 'x'.repeat(3980) } };
    expect(await redeemSession(store.dynamodb, tooMuch)).toMatchObject({ redeemed: false });
    const fits = { ...redemption, overrides: { theme: 'x'.repeat(3900) } };
    expect(await redeemSession(store.dynamodb, fits)).toMatchObject({ redeemed: true });
  });

  it('is not created by redeeming an unknown one', async () => {
    const redemption = { ...(await redeemable(store)), sessionId: `s.${'0'.repeat(32)}` };
    expect(await redeemSession(store.dynamodb, redemption)).toEqual({ redeemed: false, existing: undefined });
  });
});
