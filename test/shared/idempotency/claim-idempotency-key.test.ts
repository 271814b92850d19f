import { expect, it } from 'vitest';
import {
  claimIdempotencyKey,
  type IdempotencyScope,
} from '../../../shared/idempotency/claim-idempotency-key.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { describeStores, now } from '../../support/stores.ts';

const scope = (): IdempotencyScope => ({
  organizationId: uniqueOrganizationId(),
  operation: 'create-secret',
  actor: 'ada',
  idempotencyKey: 'key-1',
});
const body = '{"name":"Production"}';

describeStores('an idempotency key', (store) => {
  const claim = (
    claimed: IdempotencyScope,
    targetId: string,
    changes: { body?: string; now?: number } = {},
  ) => claimIdempotencyKey(store.dynamodb, claimed, { body, targetId, now, ...changes });

  it('is claimed once: a repetition gets the id and the time of the first request', async () => {
    const claimed = scope();
    expect(await claim(claimed, 'first')).toEqual({ outcome: 'claimed', targetId: 'first' });
    const replay = await claim(claimed, 'second', { now: now + 60_000 });
    expect(replay).toEqual({
      outcome: 'replayed',
      targetId: 'first',
      claimedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('is claimed by one of many requests at once', async () => {
    const claimed = scope();
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => claim(claimed, `target-${index}`)),
    );
    expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    const targets = new Set(claims.map((each) => (each.outcome === 'reused' ? undefined : each.targetId)));
    expect(targets.size).toBe(1);
  });

  it('cannot be reused with another body', async () => {
    const claimed = scope();
    await claim(claimed, 'first');
    expect(await claim(claimed, 'second', { body: '{"name":"Staging"}' })).toEqual({ outcome: 'reused' });
  });

  it('is free again after 24 hours', async () => {
    const claimed = scope();
    await claim(claimed, 'first');
    const dayMs = 86_400_000;
    expect(await claim(claimed, 'second', { now: now + dayMs - 1000 })).toMatchObject({ targetId: 'first' });
    expect(await claim(claimed, 'third', { now: now + dayMs })).toMatchObject({ outcome: 'claimed' });
  });

  it.each([
    ['organization', { organizationId: 'another' }],
    ['operation', { operation: 'rotate-secret' }],
    ['secret', { secretId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
    ['actor', { actor: 'bob' }],
    ['key', { idempotencyKey: 'key-2' }],
    ['split of the parts', { actor: 'ada","key-1', idempotencyKey: '' }],
  ])('is another one with another %s', async (_, changes) => {
    const claimed = scope();
    await claim(claimed, 'first');
    const organizationId = 'organizationId' in changes ? { organizationId: uniqueOrganizationId() } : {};
    expect(await claim({ ...claimed, ...changes, ...organizationId }, 'second')).toEqual({
      outcome: 'claimed',
      targetId: 'second',
    });
  });
});
