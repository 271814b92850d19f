import { expect, it } from 'vitest';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { isHostOf } from '../../../shared/hosts/is-host-of.ts';

/** Every custom host that is read belongs to acme. */
function table() {
  const reads: string[] = [];
  const dynamodb: DynamoDb = async (request) => {
    if (request.operation !== 'GetItem') throw new TypeError('only reads');
    reads.push(request.input.Key.partitionKey);
    return { Item: { ...request.input.Key, organizationId: 'acme' } };
  };
  const isHost = (host: string, organizationId = 'acme', embedDomain = 'embed.example.com') =>
    isHostOf(dynamodb, host, { organizationId, embedDomain });
  return { reads, isHost };
}

it('knows the organization’s own host without reading the table', async () => {
  const { reads, isHost } = table();
  expect(await isHost('acme.embed.example.com')).toBe(true);
  expect(await isHost('acme.embed.localhost:4200', 'acme', 'embed.localhost:4200')).toBe(true);
  expect(await isHost('globex.embed.example.com')).toBe(false);
  expect(reads).toEqual([]);
});

it('looks up a custom host, without its port', async () => {
  const { reads, isHost } = table();
  expect(await isHost('analytics.acme.com:8443')).toBe(true);
  expect(await isHost('analytics.acme.com', 'globex')).toBe(false);
  expect(reads).toEqual(['HOST#analytics.acme.com', 'HOST#analytics.acme.com']);
});

it.each(['', 'a b.acme.com', 'acme.com', '10.0.0.1', 'embed.example.com', 'a.b.embed.example.com'])(
  'looks up no host that can’t be a custom one: %j',
  async (host) => {
    const { reads, isHost } = table();
    expect(await isHost(host)).toBe(false);
    expect(reads).toEqual([]);
  },
);
