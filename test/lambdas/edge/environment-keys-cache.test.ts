import { expect, it } from 'vitest';
import { environmentKeysCache } from '../../../lambdas/edge/environment-keys-cache.ts';
import { type DynamoDb, type Item, TableUnavailableError } from '../../../shared/dynamodb.ts';
import {
  environmentPrimaryKey,
  generateEnvironmentKey,
} from '../../../shared/environment/environment-keys.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const minutes = 60_000;

/** An environment with one generation of keys, and a cache at a time that the test sets. */
function setUp() {
  const { keyId, item } = generateEnvironmentKey(true, start);
  const environment = { ...environmentPrimaryKey, keys: { [keyId]: item as unknown as Item } };
  const test = { now: start, reads: 0, fails: false };
  const dynamodb: DynamoDb = async () => {
    test.reads++;
    if (test.fails) throw new TableUnavailableError('down');
    return { Item: environment };
  };
  const cached = environmentKeysCache(() => test.now);
  return Object.assign(test, { keyId, read: () => cached(dynamodb) });
}

it('caches the environment’s keys for 5 minutes', async () => {
  const test = setUp();
  expect((await test.read()).signingKey.keyId).toBe(test.keyId);
  test.now = start + 5 * minutes - 1;
  await test.read();
  expect(test.reads).toBe(1);
  test.now = start + 5 * minutes;
  await test.read();
  expect(test.reads).toBe(2);
});

it('shares one read among concurrent requests', async () => {
  const test = setUp();
  await Promise.all(Array.from({ length: 10 }, test.read));
  expect(test.reads).toBe(1);
});

it('caches no failure, and keeps no keys past their time while the table fails', async () => {
  const test = setUp();
  test.fails = true;
  await expect(test.read()).rejects.toThrow(TableUnavailableError);
  test.fails = false;
  await test.read();
  expect(test.reads).toBe(2);
  test.fails = true;
  test.now = start + 5 * minutes;
  await expect(test.read()).rejects.toThrow(TableUnavailableError);
});
