import { expect, it } from 'vitest';
import { customHostCache } from '../../../lambdas/edge/custom-host-cache.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';

/** A cache at a time that the test sets, over a table in which the test changes hosts. */
function setUp() {
  const hosts = new Map<string, string>();
  const test = { now: 0, hosts, reads: [] as string[] };
  const dynamodb: DynamoDb = async (request) => {
    if (request.operation !== 'GetItem') throw new TypeError('only reads');
    const { Key } = request.input;
    const host = Key.partitionKey.slice('HOST#'.length);
    test.reads.push(host);
    const organizationId = hosts.get(host);
    return organizationId === undefined ? {} : { Item: { ...Key, organizationId } };
  };
  const resolve = customHostCache('embed.example.com', () => test.now);
  return Object.assign(test, { resolve: (host: string) => resolve(dynamodb, host) });
}

it('caches the organization of a custom host for 60 seconds', async () => {
  const test = setUp();
  test.hosts.set('analytics.acme.com', 'acme');
  expect(await test.resolve('analytics.acme.com')).toBe('acme');
  test.hosts.set('analytics.acme.com', 'globex');
  test.now = 59_999;
  expect(await test.resolve('analytics.acme.com')).toBe('acme');
  expect(test.reads).toHaveLength(1);
  test.now = 60_000;
  expect(await test.resolve('analytics.acme.com')).toBe('globex');
});

it('caches no host that belongs to no organization', async () => {
  const test = setUp();
  expect(await test.resolve('analytics.acme.com')).toBeUndefined();
  test.hosts.set('analytics.acme.com', 'acme');
  expect(await test.resolve('analytics.acme.com')).toBe('acme');
});

it('caches the 1,000 most recent hosts', async () => {
  const test = setUp();
  const hosts = Array.from({ length: 1001 }, (_, index) => `h${index}.acme.com`);
  for (const host of hosts) test.hosts.set(host, 'acme');
  for (const host of hosts.slice(0, 1000)) await test.resolve(host);
  await test.resolve('h0.acme.com');
  expect(test.reads).toHaveLength(1000);
  await test.resolve('h1000.acme.com');
  await test.resolve('h1.acme.com');
  expect(test.reads).toHaveLength(1001);
  await test.resolve('h0.acme.com');
  expect(test.reads).toHaveLength(1002);
});

it('reads no table for the organization’s own host, nor for what can’t be a custom host', async () => {
  const test = setUp();
  expect(await test.resolve('acme.embed.example.com')).toBe('acme');
  for (const host of ['', 'localhost', 'acme.com', '10.0.0.1', 'a b.acme.com', 'a.b.embed.example.com']) {
    expect(await test.resolve(host)).toBeUndefined();
  }
  expect(test.reads).toEqual([]);
});
