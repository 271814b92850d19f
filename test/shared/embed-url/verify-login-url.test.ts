import { describe, expect, it } from 'vitest';
import { signText } from '../../../shared/embed-url/signature.ts';
import {
  type LoginVerdict,
  parseLoginQuery,
  verifyLoginUrl,
} from '../../../shared/embed-url/verify-login-url.ts';
import vectors from '../../vectors/v1.json' with { type: 'json' };
import { claims, payloadOf, queryOf, secretKey, verify } from './login-verdict.ts';

describe('the URLs of real clients', () => {
  const reasons: Record<string, Partial<Extract<LoginVerdict, { ok: false }>>> = {
    signature: { reason: 'signature_mismatch' },
    expired: { reason: 'expired' },
    'exp too far ahead': { reason: 'expires_too_late' },
    loginUrl: { reason: 'login_url_mismatch' },
    contentPath: { reason: 'invalid_claim', field: 'contentPath' },
    nonce: { reason: 'invalid_claim', field: 'nonce' },
    malformed: { reason: 'malformed_claims' },
  };

  it.each(vectors)('$id gets its verdict', ({ url, secret, valid, reason, now: at }) => {
    const { origin, pathname, search } = new URL(url);
    const parsed = parseLoginQuery(search.slice(1));
    if (!parsed.ok) throw new Error('every vector is well-formed');
    const verdict = verifyLoginUrl(parsed.parameters, {
      loginUrl: `${origin}${pathname}`,
      keys: { other: 'another key', s1: secret },
      now: at,
    });
    expect(verdict).toMatchObject(
      valid ? { ok: true, secretId: 's1' } : { ok: false, ...reasons[reason ?? ''] },
    );
  });

  it('keeps an unknown claim', () => {
    const vector = vectors.find(({ id }) => id === 'unknown-claim-kept');
    const verdict = verify(new URL(vector?.url ?? '').search.slice(1));
    const unknown = Object.keys(verdict.ok ? verdict.claims : {}).filter((name) => !(name in claims));
    expect(unknown).not.toEqual([]);
  });
});

describe('the signature', () => {
  const payload = payloadOf(claims);
  const signature = signText(secretKey, payload);

  it('is accepted padded and unpadded', () => {
    expect(verify(`payload=${payload}&signature=${signature}`).ok).toBe(true);
    expect(verify(`payload=${payload}&signature=${signature}%3D`).ok).toBe(true);
  });

  it('covers the padding of the payload, as received', () => {
    expect(verify(`payload=${payload}==&signature=${signature}`)).toMatchObject({
      reason: 'signature_mismatch',
    });
    expect(verify(queryOf(`${payload}==`)).ok).toBe(true);
  });

  it('is refused in another encoding of the same bytes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(signature.charAt(42));
    const twin = signature.slice(0, 42) + alphabet.charAt(last ^ 1);
    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
    expect(verify(`payload=${payload}&signature=${twin}`)).toMatchObject({ reason: 'signature_mismatch' });
  });

  it.each([signature.slice(0, 42), `${signature}A`, `${signature}==`, '', signature.replace(/^./, '+')])(
    'must be 43 characters of base64url (%#)',
    (malformed) => {
      expect(verify(`payload=${payload}&signature=${encodeURIComponent(malformed)}`)).toEqual({
        ok: false,
        reason: 'malformed_signature',
        field: 'signature',
      });
    },
  );

  it('identifies the secret that signed, among several', () => {
    const keys = { newest: 'key 3', middle: 'key 2', oldest: 'key 1' };
    expect(verify(queryOf(payload, 'key 2'), keys)).toMatchObject({ ok: true, secretId: 'middle' });
  });

  it('is refused if the organization has no secrets', () => {
    expect(verify(queryOf(payload), {})).toMatchObject({ reason: 'signature_mismatch' });
  });

  it('is never computed with an empty key', () => {
    expect(() => verify(queryOf(payload), { s1: '' })).toThrow(TypeError);
  });

  it('is checked before anything is inflated', () => {
    const garbage = Buffer.alloc(64, 0xff).toString('base64url');
    expect(verify(queryOf(garbage, 'another key'))).toMatchObject({ reason: 'signature_mismatch' });
    expect(verify(queryOf(garbage))).toMatchObject({ reason: 'malformed_claims' });
  });
});

describe('the query', () => {
  const payload = payloadOf(claims);
  const query = queryOf(payload);

  it.each([
    [`${query}&payload=${payload}`, 'repeated_parameter'],
    [`${query}&p%61yload=x`, 'repeated_parameter'],
    [`${query}&x=1&x=1`, 'repeated_parameter'],
    [`${query}&x=%`, 'percent_encoding'],
    [`${query}&x=%ff`, 'percent_encoding'],
    [`signature=${signText(secretKey, payload)}`, 'malformed_payload'],
    [`payload=&signature=${signText(secretKey, '')}`, 'malformed_payload'],
    [`payload=a+b&signature=${signText(secretKey, 'a b')}`, 'malformed_payload'],
    [queryOf('a'.repeat(8193)), 'malformed_payload'],
    ['', 'malformed_payload'],
  ])('is refused if it breaks a rule (%#)', (broken, reason) => {
    expect(verify(broken)).toMatchObject({ ok: false, reason });
  });

  it('may have other parameters, which are ignored', () => {
    expect(verify(`utm_source=mail&${query}&contentPath=/elsewhere`)).toMatchObject({ ok: true, claims });
  });
});
