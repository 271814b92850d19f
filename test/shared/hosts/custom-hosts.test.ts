import { describe, expect, it } from 'vitest';
import { ConditionFailedError, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { claimHost } from '../../../shared/hosts/claim-host.ts';
import { readCustomHost } from '../../../shared/hosts/read-custom-host.ts';
import { releaseHost } from '../../../shared/hosts/release-host.ts';
import { describeStores, now } from '../../support/stores.ts';

const days = 86_400_000;
const weekLater = new Date(now + 7 * days).toISOString();
const taken = { ok: false, reason: 'taken' };
const heldUntilWeekLater = { ok: false, reason: 'held', until: weekLater };

describeStores('a custom host', (store) => {
  /** Two organizations that want one host. */
  const contest = async () => {
    const [one, other] = [await store.organization(), await store.organization()];
    const host = `analytics.${one}.com`;
    const claim = (organizationId: string, { at = now, force = false } = {}) =>
      claimHost(store.dynamodb, host, { organizationId, actor: 'operator', force, now: at });
    const release = (at = now) => releaseHost(store.dynamodb, host, { actor: 'operator', now: at });
    const owner = () => readCustomHost(store.dynamodb, host);
    return { one, other, claim, release, owner };
  };

  it('belongs to one organization until it is released', async () => {
    const { one, other, claim, release, owner } = await contest();
    expect(await owner()).toBeUndefined();
    expect(await release()).toBe(false);
    expect([await claim(one), await claim(one), await claim(other)]).toEqual([
      { ok: true },
      { ok: true },
      taken,
    ]);
    expect(await owner()).toBe(one);
    expect([await release(), await release()]).toEqual([true, true]);
    expect(await owner()).toBeUndefined();
  });

  it('is held for 7 days after it was released, but not from the organization that had it', async () => {
    const { one, other, claim, release, owner } = await contest();
    await claim(one);
    await release();
    expect(await claim(other, { at: now + 7 * days - 1 })).toEqual(heldUntilWeekLater);
    expect(await owner()).toBeUndefined();
    expect(await claim(one)).toEqual({ ok: true });
    await release();
    expect(await claim(other, { at: now + 7 * days })).toEqual({ ok: true });
    expect(await owner()).toBe(other);
  });

  it('is held from its release on, however often that is repeated', async () => {
    const { one, other, claim, release } = await contest();
    await claim(one);
    await release();
    expect(await release(now + 6 * days)).toBe(true);
    expect(await claim(other, { at: now + 7 * days - 1 })).toEqual(heldUntilWeekLater);
    expect(await claim(other, { at: now + 7 * days })).toEqual({ ok: true });
    // The last organization that had it counts.
    await release(now + 8 * days);
    expect(await claim(one, { at: now + 9 * days })).toMatchObject({ reason: 'held' });
    expect(await claim(other, { at: now + 9 * days })).toEqual({ ok: true });
  });

  describe('claimed with force', () => {
    it('isn’t waited for, and is held anew when it is released', async () => {
      const { one, other, claim, release, owner } = await contest();
      await claim(one);
      await release();
      expect(await claim(other, { force: true })).toEqual({ ok: true });
      expect(await owner()).toBe(other);
      await release();
      expect(await claim(one)).toEqual(heldUntilWeekLater);
    });

    it('isn’t taken from an organization that has it', async () => {
      const { one, other, claim, owner } = await contest();
      await claim(one);
      expect(await claim(other, { force: true })).toEqual(taken);
      expect(await owner()).toBe(one);
    });
  });
});

it('doesn’t take another host’s item for a reason, or for a release', async () => {
  const foreign = async ({ operation }: { operation: string }) => {
    if (operation !== 'GetItem') throw new ConditionFailedError();
    return { Item: { partitionKey: 'HOST#other.acme.com', sortKey: 'HOST', organizationId: 'globex' } };
  };
  const claim = { organizationId: 'acme', actor: 'operator', force: false, now };
  await expect(claimHost(foreign, 'analytics.acme.com', claim)).rejects.toThrow(TableUnavailableError);
  await expect(releaseHost(foreign, 'analytics.acme.com', claim)).rejects.toThrow(TableUnavailableError);
});
