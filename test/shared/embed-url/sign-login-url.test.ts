import { describe, expect, it } from 'vitest';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { parseLoginQuery, verifyLoginUrl } from '../../../shared/embed-url/verify-login-url.ts';

const options = {
  secretKey: 'esk_00000000000000000000000000000',
  host: 'acme.embed.example.com',
  claims: {
    contentPath: '/d/1',
    externalId: 'user-1',
    name: 'Ada & Zoë + 🦊',
    userAttributes: { region: ['FR'] },
  },
  now: 1_700_000_000_000,
};

describe('a signed URL', () => {
  it('opens on its host, with the claims that were signed', () => {
    const url = new URL(signLoginUrl({ ...options, expiresIn: 60 }));
    const parsed = parseLoginQuery(url.search.slice(1));
    const verdict =
      parsed.ok &&
      verifyLoginUrl(parsed.parameters, {
        loginUrl: 'https://acme.embed.example.com/embed/login',
        keys: { s1: options.secretKey },
        now: 1_700_000_000,
      });
    expect(verdict).toMatchObject({ ok: true, claims: { ...options.claims, exp: 1_700_000_060 } });
  });

  it('always has a new nonce', () => {
    expect(signLoginUrl(options)).not.toBe(signLoginUrl(options));
  });

  it.each([
    [{ secretKey: '' }, 'secretKey is required'],
    [{ host: '' }, 'host must be a host name, with its port if it has one'],
    [{ host: 'acme.example/x' }, 'host must be a host name, with its port if it has one'],
    [{ claims: { ...options.claims, externalId: '' } }, 'claims.externalId is required'],
    [{ expiresIn: 604_801 }, 'expiresIn must be a whole number of seconds from 1 to 604800'],
    [{ expiresIn: 1.5 }, 'expiresIn must be a whole number of seconds from 1 to 604800'],
    [{ nonce: 'short' }, 'nonce must be 32 letters and digits'],
  ])('is not created with %j', (wrong, message) => {
    expect(() => signLoginUrl({ ...options, ...wrong })).toThrow(new TypeError(message));
  });
});
