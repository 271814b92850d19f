import { expect, it } from 'vitest';
import { ConditionFailedError, type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import type { EnvironmentKeys } from '../../../shared/environment/environment-keys.ts';
import { readEnvironmentKeys } from '../../../shared/environment/read-environment-keys.ts';
import { replaceSigningKeys } from '../../../shared/environment/replace-signing-keys.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { describeStores, now as start } from '../../support/stores.ts';

let runs = 0;

describeStores('replaced signing keys', (store) => {
  /** All tests share one environment: each has a day of its own, with keys in use and others to come. */
  const environment = async () => {
    const now = start + ++runs * 24 * 3_600_000;
    await rotateEnvironmentKeys(store.dynamodb, now - 3_600_000);
    await rotateEnvironmentKeys(store.dynamodb, now - 60_000);
    return { now, before: await readEnvironmentKeys(store.dynamodb, now) };
  };
  const idsOf = ({ jwks }: EnvironmentKeys): string[] =>
    jwks.keys.map((key) => String(new Map(Object.entries(key)).get('kid')));

  it('leave none of the earlier ones in the table, and every cookie key as it was', async () => {
    const { now, before } = await environment();
    const { keyId, activeAt } = await replaceSigningKeys(store.dynamodb, now);
    expect(Date.parse(activeAt)).toBe(now);
    const after = await readEnvironmentKeys(store.dynamodb, now);
    expect(after.signingKey.keyId).toBe(keyId);
    expect(after.cookieKey).toBe(before.cookieKey);
    expect(after.cookieKeys).toEqual(before.cookieKeys);
    expect(idsOf(after)).toContain(keyId);
    for (const early of idsOf(before)) expect(idsOf(after)).not.toContain(early);
    const keyOf = (keys: typeof before) => keys.jwks.keys.map(({ x }) => x);
    for (const early of keyOf(before)) expect(keyOf(after)).not.toContain(early);
    // Those that were to come still come, with another signing key.
    const later = await readEnvironmentKeys(store.dynamodb, now + 540_000);
    expect(later.signingKey.keyId).not.toBe(keyId);
    expect(later.cookieKey).toBe(before.cookieKeys[0]);
  });

  it('are the first keys if there were none', async () => {
    let written = 0;
    const empty: DynamoDb = async ({ operation }) => {
      if (operation === 'PutItem') written++;
      return {};
    };
    expect(await replaceSigningKeys(empty, start)).toMatchObject({ activeAt: '2026-01-01T00:00:00.000Z' });
    expect(written).toBe(1);
  });

  it('include a key that was added meanwhile', async () => {
    const { now } = await environment();
    let added: string | undefined;
    const adding: DynamoDb = async (request) => {
      const response = await store.dynamodb(request);
      if (request.operation === 'GetItem' && added === undefined) {
        added = (await rotateEnvironmentKeys(store.dynamodb, now)).keyId;
      }
      return response;
    };
    await replaceSigningKeys(adding, now);
    expect(added).toBeDefined();
    expect(idsOf(await readEnvironmentKeys(store.dynamodb, now))).not.toContain(added);
  });

  it('are replaced once, though the response was lost', async () => {
    const { now, before } = await environment();
    const losing: DynamoDb = async (request) => {
      if (request.operation === 'UpdateItem') await store.dynamodb(request);
      return await store.dynamodb(request);
    };
    const { keyId } = await replaceSigningKeys(losing, now);
    const after = await readEnvironmentKeys(store.dynamodb, now);
    expect(after.signingKey.keyId).toBe(keyId);
    expect(after.cookieKeys).toEqual(before.cookieKeys);
  });

  it('are not taken for replaced while other rotations keep getting ahead', async () => {
    const { now } = await environment();
    const late: DynamoDb = (request) =>
      request.operation === 'UpdateItem'
        ? Promise.reject(new ConditionFailedError())
        : store.dynamodb(request);
    await expect(replaceSigningKeys(late, now)).rejects.toThrow(TableUnavailableError);
  });
});
