import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SignLoginUrlOptions, signLoginUrl } from '../../../packages/signer/src/index.ts';
import { parseLoginQuery, verifyLoginUrl } from '../../../shared/embed-url/verify-login-url.ts';

const secretKey = 'esk_9bTk2mQx7RzW4cVn8LpJ6s3rVPuY';
const claims = { contentPath: '/dashboards/sales', externalId: 'user-1', name: 'Ada' };
const options = { secretKey, host: 'acme.embed.example.com', claims };

const now = 1_790_000_000;
beforeEach(() => void vi.useFakeTimers({ now: now * 1000 }));
afterEach(() => void vi.useRealTimers());

/** Calls as JavaScript does, which no type holds back. */
const sign = (changes: object) => signLoginUrl({ ...options, ...changes } as SignLoginUrlOptions);

describe('signLoginUrl', () => {
  it('signs a URL that the edge accepts, custom claims included', () => {
    const userAttributes = { region: ['EMEA', 'APAC'] };
    const url = new URL(
      sign({ claims: { ...claims, userAttributes }, customClaims: { tier: 'gold' }, expiresIn: 60 }),
    );
    expect(url.origin + url.pathname).toBe('https://acme.embed.example.com/embed/login');
    const parsed = parseLoginQuery(url.search.slice(1));
    const verdict =
      parsed.ok &&
      verifyLoginUrl(parsed.parameters, {
        loginUrl: url.origin + url.pathname,
        keys: { s1: secretKey },
        now,
      });
    expect(verdict).toMatchObject({ ok: true, claims: { ...claims, userAttributes, tier: 'gold' } });
    const payload = Buffer.from(url.searchParams.get('payload') ?? '', 'base64url');
    const { exp } = JSON.parse(inflateRawSync(payload).toString());
    expect(exp).toBe(now + 60);
  });

  it.each([
    ['no key', { secretKey: undefined }, /^secretKey is required/],
    ['an empty key', { secretKey: '' }, /^secretKey is required/],
    ['a mistyped key', { secretKey: secretKey.replace('9', '8') }, /^secretKey isn't a valid .* checksum/],
    ['a truncated key', { secretKey: secretKey.slice(0, -1) }, /^secretKey isn't a valid/],
    ['a key with white space', { secretKey: `${secretKey}\n` }, /^secretKey isn't a valid/],
    [
      'a key of another system',
      { secretKey: 'abcdefghijklmnopqrstuvwxyz123456' },
      /^secretKey isn't a valid/,
    ],
    ['no host', { host: undefined }, /^host must be a host name/],
    ['a host with a scheme', { host: 'https://acme.embed.example.com' }, /^host .* without a scheme or path/],
    ['a host with a path', { host: 'acme.embed.example.com/embed' }, /^host must be a host name/],
    ['a host with credentials', { host: 'x@acme.embed.example.com' }, /^host must be a host name/],
    [
      'an unknown option',
      { expires: 60 },
      /^expires isn't an option; the options are secretKey, host, claims/,
    ],
    ['a lifetime over 7 days', { expiresIn: 604_801 }, /^expiresIn must be a whole number .* 604800/],
    ['no claims', { claims: undefined }, /^claims must be an object/],
    ['custom claims that are a list', { customClaims: [] }, /^customClaims must be an object/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => sign(changes)).toThrow(TypeError);
    expect(() => sign(changes)).toThrow(message);
  });

  it.each([
    ['a missing claim', { name: undefined }, /^claims\.name is undefined/],
    ['an empty claim', { externalId: '' }, /^claims\.externalId must be a string of 1 to 255 characters/],
    [
      'a content path of another origin',
      { contentPath: '//evil.example' },
      /^claims\.contentPath must be a path/,
    ],
    [
      'a restriction lost to a typo',
      { userAttribute: { region: 'FR' } },
      /userAttribute .*did you mean userAttributes\?/,
    ],
    ['another case', { UserAttributes: {} }, /UserAttributes .*did you mean userAttributes\?/],
    ['snake case', { external_id: 'user-1' }, /external_id .*did you mean externalId\?/],
    ['a claim of its own', { tier: 'gold' }, /^claims\.tier isn't a known claim \(.*customClaims\)/],
    [
      'a restriction that is undefined',
      { userAttributes: undefined },
      /^claims\.userAttributes is undefined/,
    ],
    [
      'a value that is undefined',
      { userAttributes: { region: undefined } },
      /^claims\.userAttributes must be/,
    ],
    [
      'an option as a claim',
      { expiresIn: 60 },
      /^claims\.expiresIn isn't a claim: options are set beside claims/,
    ],
    ['the key as a claim', { secretKey }, /^claims\.secretKey isn't a claim/],
    ['a nonce of its own', { nonce: '0'.repeat(32) }, /^claims\.nonce is set by the signer/],
    ['an expiry of its own', { exp: 1 }, /^claims\.exp is set by the signer/],
    [
      'a number beyond 2^53',
      { userAttributes: { id: 2 ** 53 } },
      /^claims\.userAttributes\.id isn't a number/,
    ],
    ['NaN', { userAttributes: { id: Number.NaN } }, /^claims\.userAttributes\.id isn't a number/],
  ])('refuses in the claims %s', (_, changes, message) => {
    const changed = { claims: { ...claims, ...changes } };
    expect(() => sign(changed)).toThrow(TypeError);
    expect(() => sign(changed)).toThrow(message);
  });

  it.each([
    ['a known claim', { groups: ['a'] }, /^customClaims\.groups is a known claim: set it in claims/],
    ['a misspelled known claim', { userAttribute: {} }, /resembles the known claim userAttributes/],
    ['an option', { host: 'x' }, /^customClaims\.host isn't a claim/],
    ['a claim of the signer', { loginUrl: 'x' }, /^customClaims\.loginUrl is set by the signer/],
    ['a name with other characters', { 'a b': 1 }, /^customClaims must have names/],
    ['a function', { tier: () => 'gold' }, /^customClaims\.tier must be a JSON value/],
    ['a date', { since: new Date(0) }, /^customClaims\.since must be a JSON value/],
    ['a nested undefined', { plan: { tier: undefined } }, /^customClaims\.plan must be a JSON value/],
  ])('refuses in the custom claims %s', (_, customClaims, message) => {
    expect(() => sign({ customClaims })).toThrow(message);
  });

  it.each(['role', 'tenant', 'plan', 'locale', 'department'])('takes %s as a custom claim', (name) => {
    expect(sign({ customClaims: { [name]: 'x' } })).toMatch(/^https:/);
  });

  it('refuses claims that no URL carries, and names the way that does', () => {
    const filler = (length: number) => ({ customClaims: { note: 'x'.repeat(length) } });
    expect(() => sign(filler(4096))).toThrow(
      /^claims have \d+ bytes of JSON.*at most 4096: create a session with the API, which takes 65536,/,
    );
    const room =
      4096 -
      JSON.stringify({
        ...claims,
        note: '',
        loginUrl: 'https://acme.embed.example.com/embed/login',
        nonce: '0'.repeat(32),
        exp: 9_999_999_999,
      }).length;
    expect(sign(filler(room))).toMatch(/^https:/);
    expect(() => sign(filler(room + 1))).toThrow(/4097 bytes/);
  });

  it('never quotes the key in an error', () => {
    const mistyped = secretKey.replace('9', '8');
    const attempts = [
      { secretKey: mistyped },
      { claims: { ...claims, secretKey } },
      { host: secretKey },
      { host: `${secretKey}/` },
    ];
    for (const changes of attempts) {
      try {
        sign(changes);
      } catch (error) {
        expect(String(error)).not.toContain(secretKey);
        expect(String(error)).not.toContain(mistyped);
      }
    }
  });
});
