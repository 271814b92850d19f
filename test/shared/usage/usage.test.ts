import { expect, it } from 'vitest';
import type { DynamoDb, DynamoDbRequest, TableAccess } from '../../../shared/dynamodb.ts';
import { countUsage, countUsageAccess } from '../../../shared/usage/count-usage.ts';
import { listRecentUses, listRecentUsesAccess } from '../../../shared/usage/list-recent-uses.ts';
import { readUsage, readUsageAccess } from '../../../shared/usage/read-usage.ts';
import { recordRecentUse, recordRecentUseAccess } from '../../../shared/usage/record-recent-use.ts';
import { takeBackRecentUse, takeBackRecentUseAccess } from '../../../shared/usage/take-back-recent-use.ts';
import { takeBackUsage, takeBackUsageAccess } from '../../../shared/usage/take-back-usage.ts';
import { dayMs } from '../../../shared/usage/usage.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { describeStores, now, unknownId as secretId } from '../../support/stores.ts';

const another = '01ARZ3NDEKTSV4RRFFQ69G5FAW';

describeStores('the usage of a secret', (store) => {
  const usageOf = async (organizationId: string, at: number) =>
    (await readUsage(store.dynamodb, organizationId, { secretIds: [secretId], now: at })).get(secretId);

  it('counts logins and refusals by day over all shards, and the last of each', async () => {
    const id = uniqueOrganizationId();
    const uses = Array.from({ length: 10 }, (_, index) => now + index);
    await Promise.all(
      uses.map((at, index) =>
        countUsage(store.dynamodb, id, { secretId, kind: 'logins', now: at, shard: index % 2 }),
      ),
    );
    await countUsage(store.dynamodb, id, { secretId, kind: 'refused', now: now + dayMs });
    await countUsage(store.dynamodb, id, { secretId: another, kind: 'logins', now });
    const usage = await usageOf(id, now + dayMs);
    expect(usage).toMatchObject({
      lastRefusedAt: '2026-01-02T00:00:00.000Z',
      days: [
        { date: '2026-01-02', logins: 0, refused: 1 },
        { date: '2026-01-01', logins: 10, refused: 0 },
      ],
    });
    expect(usage?.lastUsedAt).toMatch(/^2026-01-01T00:00:00\.00\dZ$/);
  });

  it('is empty for a secret that was never used', async () => {
    expect(await usageOf(uniqueOrganizationId(), now)).toEqual({ days: [] });
  });

  it('shows 30 days, remembers the last use, and keeps no older counters', async () => {
    const id = uniqueOrganizationId();
    const count = (at: number) =>
      countUsage(store.dynamodb, id, { secretId, kind: 'logins', now: at, shard: 0 });
    await count(now);
    expect((await usageOf(id, now + 29 * dayMs))?.days).toHaveLength(1);
    expect(await usageOf(id, now + 30 * dayMs)).toEqual({ lastUsedAt: '2026-01-01T00:00:00.000Z', days: [] });
    await count(now + 30 * dayMs);
    // Back in time: the counter itself is gone, not only left out.
    expect((await usageOf(id, now))?.days).toEqual([]);
  });

  it.each([
    { length: 0, requests: 0 },
    { length: 1, requests: 1 },
    { length: 50, requests: 1 },
    // A rotation without an overlap may lead to this many.
    { length: 51, requests: 2 },
  ])('reads the usage of $length secrets in $requests batches', async ({ length, requests }) => {
    const id = uniqueOrganizationId();
    const secretIds = Array.from({ length }, (_, index) => `01JD${String(index).padStart(22, '0')}`);
    const last = secretIds.slice(-1);
    await Promise.all(
      last.map((each) => countUsage(store.dynamodb, id, { secretId: each, kind: 'logins', now, shard: 1 })),
    );
    const sent: DynamoDbRequest[] = [];
    const usage = await readUsage(
      (request, budget) => {
        sent.push(request);
        return store.dynamodb(request, budget);
      },
      id,
      { secretIds, now },
    );
    expect(sent.map(({ operation }) => operation)).toEqual(Array(requests).fill('BatchGetItem'));
    expect([...usage.keys()]).toEqual(secretIds);
    expect([...usage].filter(([, { days }]) => days.length > 0).map(([secretId]) => secretId)).toEqual(last);
  });

  it('lists the 20 most recent uses of a secret, newest first', async () => {
    const id = uniqueOrganizationId();
    for (let index = 0; index < 25; index++) {
      const kind = index % 5 === 0 ? 'refused' : 'logins';
      await recordRecentUse(store.dynamodb, id, {
        secretId,
        sessionId: `n.${index}`,
        kind,
        now: now + index,
        externalId: `user-${index}`,
      });
    }
    await recordRecentUse(store.dynamodb, id, {
      secretId: another,
      sessionId: 'n.1',
      kind: 'logins',
      now,
      externalId: 'other',
    });
    const recent = await listRecentUses(store.dynamodb, id, secretId);
    expect(recent.map(({ externalId }) => externalId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `user-${24 - index}`),
    );
    expect(recent[4]).toEqual({ at: '2026-01-01T00:00:00.020Z', externalId: 'user-20', refused: true });
  });

  it('takes a use back, with its time', async () => {
    const id = uniqueOrganizationId();
    const count = (at: number) =>
      countUsage(store.dynamodb, id, { secretId, kind: 'logins', now: at, shard: 0 });
    await takeBackUsage(store.dynamodb, id, await count(now));
    expect(await usageOf(id, now)).toEqual({ days: [] });
    await count(now);
    await takeBackUsage(store.dynamodb, id, await count(now + 1));
    const once = {
      lastUsedAt: '2026-01-01T00:00:00.000Z',
      days: [{ date: '2026-01-01', logins: 1, refused: 0 }],
    };
    expect(await usageOf(id, now)).toEqual(once);
  });

  it('takes a use back, but not the time of a later one', async () => {
    const id = uniqueOrganizationId();
    const count = (at: number) =>
      countUsage(store.dynamodb, id, { secretId, kind: 'logins', now: at, shard: 0 });
    const first = await count(now);
    await count(now + 1);
    await takeBackUsage(store.dynamodb, id, first);
    expect(await usageOf(id, now)).toMatchObject({
      lastUsedAt: '2026-01-01T00:00:00.001Z',
      days: [{ logins: 1 }],
    });
  });

  it('records only the first use of a URL, and lists none that was taken back', async () => {
    const id = uniqueOrganizationId();
    const use = { secretId, sessionId: 'n.1', kind: 'logins', now, externalId: 'ada' } as const;
    expect(await recordRecentUse(store.dynamodb, id, use)).toBe(true);
    expect(await recordRecentUse(store.dynamodb, id, { ...use, kind: 'refused', now: now + 1 })).toBe(false);
    const listed = [{ at: '2026-01-01T00:00:00.000Z', externalId: 'ada', refused: false }];
    expect(await listRecentUses(store.dynamodb, id, secretId)).toEqual(listed);
    await takeBackRecentUse(store.dynamodb, id, use);
    expect(await listRecentUses(store.dynamodb, id, secretId)).toEqual([]);
  });

  it('needs no more of the tables than it is granted', async () => {
    const id = uniqueOrganizationId();
    const granted = (accesses: readonly TableAccess[]): DynamoDb => {
      const allowed = accesses.map(({ table, action, index }) => `${action} ${table}${index ?? ''}`);
      return (request, budget) => {
        const { input } = request;
        const table = 'TableName' in input ? input.TableName : Object.keys(input.RequestItems).join();
        const index = 'IndexName' in input ? input.IndexName : '';
        expect(allowed).toContain(`${request.operation} ${table}${index}`);
        return store.dynamodb(request, budget);
      };
    };
    const use = { secretId, kind: 'logins', now } as const;
    const counted = await countUsage(granted(countUsageAccess), id, use);
    await takeBackUsage(granted(takeBackUsageAccess), id, counted);
    const recent = { ...use, sessionId: 'n.1', externalId: 'ada' };
    await recordRecentUse(granted(recordRecentUseAccess), id, recent);
    await takeBackRecentUse(granted(takeBackRecentUseAccess), id, { ...recent, sessionId: 'n.2' });
    await readUsage(granted(readUsageAccess), id, { secretIds: [secretId], now });
    expect(await listRecentUses(granted(listRecentUsesAccess), id, secretId)).toHaveLength(1);
  });
});
