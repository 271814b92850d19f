import { describe, expect, it } from 'vitest';
import { ConditionFailedError, type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { edgeClient } from '../../support/edge.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const url = new URL(
  signLoginUrl({
    secretKey: 'a key',
    host: 'acme.embed.example.com',
    claims: { contentPath: '/', externalId: 'user-1', name: 'Ada' },
    now,
  }),
);
const target = url.pathname + url.search;

const unavailable = {
  status: 503,
  headers: { 'retry-after': '1', 'x-embed-error': 'unavailable', 'cache-control': 'no-store' },
};

describe('an edge that can’t verify', () => {
  it.each([
    ['the table doesn’t respond', new TableUnavailableError('TimeoutError'), 'table_unavailable'],
    ['the code throws', new RangeError('a bug'), 'internal_error'],
    ['a read gets the response of a write', new ConditionFailedError(), 'table_unavailable'],
  ])('lets nothing through if %s', async (_, failure, reason) => {
    const edge = edgeClient(() => () => Promise.reject(failure), now);
    expect(await edge.view({ target })).toMatchObject(unavailable);
    expect(edge.reason()).toBe(reason);
    expect(await edge.view({ target: '/.well-known/jwks.json' })).toMatchObject(unavailable);
  });

  it('responds to a fetch with JSON', async () => {
    const edge = edgeClient(() => () => Promise.reject(new TableUnavailableError('TimeoutError')), now);
    const denied = await edge.view({ target, headers: { 'Sec-Fetch-Dest': 'empty' } });
    expect(JSON.parse(denied.body)).toEqual({ code: 'unavailable', requestId: 'cloudfront-request-1' });
  });

  it('responds 503 while the environment has no keys, and logs what to do', async () => {
    const edge = edgeClient(() => async () => ({}), now);
    expect(await edge.view({ target: '/.well-known/jwks.json' })).toMatchObject(unavailable);
    expect(edge.log).toMatchObject([{ error: 'the environment has no keys: call rotate-environment-keys' }]);
    expect(await edge.view({ target })).toMatchObject(unavailable);
  });

  it('reads the environment’s keys again after a failed read', async () => {
    let reads = 0;
    const dynamodb: DynamoDb = () => {
      reads++;
      return Promise.reject(new TableUnavailableError('TimeoutError'));
    };
    const edge = edgeClient(() => dynamodb, now);
    await edge.view({ target: '/.well-known/jwks.json' });
    await edge.view({ target: '/.well-known/jwks.json' });
    expect(reads).toBe(2);
  });
});
