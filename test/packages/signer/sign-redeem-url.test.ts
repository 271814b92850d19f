import { describe, expect, it } from 'vitest';
import { type SignRedeemUrlOptions, signRedeemUrl } from '../../../packages/signer/src/index.ts';
import { signRedeemUrl as signParameters } from '../../../shared/embed-url/sign-redeem-url.ts';
import { parseRedeemQuery, verifyRedeemUrl } from '../../../shared/embed-url/verify-redeem-url.ts';
import vectors from '../../vectors/redeem.json' with { type: 'json' };

const secretKey = 'esk_9bTk2mQx7RzW4cVn8LpJ6s3rVPuY';
const sessionId = `s.${'a1'.repeat(16)}`;
const options = { secretKey, host: 'acme.embed.example.com', sessionId };
const sign = (changes: object = {}) => signRedeemUrl({ ...options, ...changes } as SignRedeemUrlOptions);

describe('signRedeemUrl', () => {
  it.each([
    {},
    { prefersDark: 'system' },
    { prefersDark: 'false', theme: 'Dark Mode & more' },
    { branch: 'feature/é & x' },
    { branch: 'main', prefersDark: 'true', theme: 'dawn' },
    { prefersDark: 'true', theme: 'dawn' },
  ])('signs a URL that the edge accepts: %o', (overrides) => {
    const url = new URL(sign(overrides));
    const parsed = parseRedeemQuery(url.search.slice(1));
    expect(parsed).toMatchObject({ ok: true, parameters: { sessionId, overrides } });
    const redeemUrl = 'https://acme.embed.example.com/embed/sso/redeem-session';
    expect(
      parsed.ok &&
        verifyRedeemUrl(parsed.parameters, {
          redeemUrl,
          keys: { s1: secretKey },
          parameterSets: [['branch']],
        }),
    ).toMatchObject({ ok: true, secretId: 's1' });
  });

  it.each(vectors)('creates the same signature as the published client: $id', ({ url, secret }) => {
    const expected = new URL(url);
    const { signature: _, ...parameters } = Object.fromEntries(expected.searchParams);
    const signed = signParameters({ secretKey: secret, host: expected.host, ...parameters } as never);
    expect(Object.fromEntries(new URL(signed).searchParams)).toEqual(
      Object.fromEntries(expected.searchParams),
    );
  });

  it('takes a nonce of its own for each URL', () => {
    const nonce = () => new URL(sign()).searchParams.get('nonce');
    expect(nonce()).toMatch(/^[0-9a-f]{32}$/);
    expect(nonce()).not.toBe(nonce());
  });

  it.each([
    ['a mistyped key', { secretKey: secretKey.replace('9', '8') }, /^secretKey isn't a valid/],
    ['a host with a scheme', { host: 'https://acme.embed.example.com' }, /^host must be/],
    ['an unknown option', { contentPath: '/' }, /^contentPath isn't an option/],
    ['a branch that could pass for prefersDark', { branch: 'system' }, /^branch must have/],
    ['a branch that is no string', { branch: 7 }, /^branch must have/],
    ['no session', { sessionId: undefined }, /^sessionId must be/],
    ['a session that was opened by a URL', { sessionId: `n.${'a'.repeat(32)}` }, /^sessionId must be/],
    ['a boolean for prefersDark', { prefersDark: true }, /^prefersDark must be one of the strings/],
    ['a theme that could pass for prefersDark', { theme: 'true' }, /^theme must have/],
    ['a theme of two lines', { theme: 'a\nb' }, /^theme must have/],
  ])('refuses %s', (_, changes, message) => {
    expect(() => sign(changes)).toThrow(TypeError);
    expect(() => sign(changes)).toThrow(message);
  });
});
