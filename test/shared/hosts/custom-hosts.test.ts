import { expect, it } from 'vitest';
import { claimHost } from '../../../shared/hosts/claim-host.ts';
import { readCustomHost } from '../../../shared/hosts/read-custom-host.ts';
import { releaseHost } from '../../../shared/hosts/release-host.ts';
import { describeStores, now } from '../../support/stores.ts';

describeStores('a custom host', (store) => {
  it('belongs to one organization until it is released', async () => {
    const [one, other] = [await store.organization(), await store.organization()];
    const host = `analytics.${one}.com`;
    const claim = (organizationId: string) =>
      claimHost(store.dynamodb, host, { organizationId, actor: 'operator', now });
    const release = () => releaseHost(store.dynamodb, host, { actor: 'operator', now });
    expect(await readCustomHost(store.dynamodb, host)).toBeUndefined();
    expect(await release()).toBe(false);
    expect([await claim(one), await claim(one), await claim(other)]).toEqual([true, true, false]);
    expect(await readCustomHost(store.dynamodb, host)).toBe(one);
    expect([await release(), await release()]).toEqual([true, true]);
    expect(await readCustomHost(store.dynamodb, host)).toBeUndefined();
    expect(await claim(other)).toBe(true);
  });
});
