import { expect, it } from 'vitest';
import { readEnvironmentKeys } from '../../../shared/environment/read-environment-keys.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { describeStores, now } from '../../support/stores.ts';

let environmentRuns = 0;

describeStores('environment keys', (store) => {
  it('are added to the old ones', async () => {
    // All tests share one environment, so each run starts later than those before.
    const start = now + ++environmentRuns * 24 * 3_600_000;
    await rotateEnvironmentKeys(store.dynamodb, start);
    const before = await readEnvironmentKeys(store.dynamodb, start + 3_600_000);
    const { keyId, activeAt } = await rotateEnvironmentKeys(store.dynamodb, start + 3_600_000);
    expect(Date.parse(activeAt)).toBe(start + 4_200_000);

    const at = async (time: number) => (await readEnvironmentKeys(store.dynamodb, time)).signingKey.keyId;
    expect(await at(start + 4_199_999)).toBe(before.signingKey.keyId);
    expect(await at(start + 4_200_000)).toBe(keyId);
    const after = await readEnvironmentKeys(store.dynamodb, start + 3_600_000);
    expect(after.cookieKeys).toEqual([expect.any(String), ...before.cookieKeys]);
    expect(after.jwks.keys.map(({ d }) => d)).toEqual(after.jwks.keys.map(() => undefined));
  });

  it('leave the JWKS once no valid identity can be signed with them, 7 minutes after they were replaced', async () => {
    const start = now + ++environmentRuns * 24 * 3_600_000;
    await rotateEnvironmentKeys(store.dynamodb, start);
    const before = await readEnvironmentKeys(store.dynamodb, start + 600_000);
    const { activeAt, keyId } = await rotateEnvironmentKeys(store.dynamodb, start + 3_600_000);
    const after = async (seconds: number) => {
      const { jwks, cookieKeys } = await readEnvironmentKeys(
        store.dynamodb,
        Date.parse(activeAt) + seconds * 1000,
      );
      return { kids: jwks.keys.map(({ kid }) => kid), cookieKeys };
    };
    // An edge that read just before uses the key for 5 minutes, and its last identity is valid for one.
    expect((await after(7 * 60)).kids).toContain(before.signingKey.keyId);
    expect(await after(7 * 60 + 0.001)).toEqual({
      kids: [keyId],
      cookieKeys: [expect.any(String), ...before.cookieKeys],
    });
  });

  it('are removed once no active session can depend on them', async () => {
    const start = now + ++environmentRuns * 24 * 3_600_000;
    await rotateEnvironmentKeys(store.dynamodb, start);
    const [made] = (await readEnvironmentKeys(store.dynamodb, start)).cookieKeys;
    await rotateEnvironmentKeys(store.dynamodb, start + 3_600_000);
    const keysAfter = async (time: number) => {
      await rotateEnvironmentKeys(store.dynamodb, time);
      return (await readEnvironmentKeys(store.dynamodb, time)).cookieKeys;
    };
    const end = start + 4_200_000 + 600 * 3_600_000;
    environmentRuns += 30;
    expect(await keysAfter(end)).toContain(made);
    expect(await keysAfter(end + 1)).not.toContain(made);
  });
});
