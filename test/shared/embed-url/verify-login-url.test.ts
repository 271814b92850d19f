import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { signText } from '../../../shared/embed-url/signature.ts';
import {
  decodeClaims,
  type LoginVerdict,
  parseLoginQuery,
  verifyLoginUrl,
} from '../../../shared/embed-url/verify-login-url.ts';
import vectors from '../../vectors/v1.json' with { type: 'json' };

const now = 1_700_000_000;
const secretKey = 'super_secret';
const loginUrl = 'https://acme.embed-omniapp.co/embed/login';
const claims = {
  loginUrl,
  contentPath: '/dashboards/da24491e',
  externalId: 'user-1',
  name: 'Ada',
  nonce: 'a'.repeat(32),
  exp: now + 3600,
};

/** Verifies a query as a request to {@link loginUrl} at {@link now}. */
function verify(query: string, keys: Record<string, string> = { s1: secretKey }, at = now): LoginVerdict {
  const parsed = parseLoginQuery(query);
  return parsed.ok ? verifyLoginUrl(parsed.parameters, { loginUrl, keys, now: at }) : parsed;
}

const payloadOf = (value: unknown): string =>
  deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const queryOf = (payload: string, key = secretKey): string =>
  `payload=${payload}&signature=${signText(key, payload)}`;
const verifyClaims = (value: unknown, at = now): LoginVerdict =>
  verify(queryOf(payloadOf(value)), undefined, at);

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

describe('the claims', () => {
  it.each([
    ['loginUrl', 'https://acme.embed-omniapp.co/embed/login?x', 'login_url_mismatch'],
    ['loginUrl', 'http://acme.embed-omniapp.co/embed/login', 'login_url_mismatch'],
    ['loginUrl', 'https://acme.embed-omniapp.co:443/embed/login', 'login_url_mismatch'],
    ['loginUrl', undefined, 'invalid_claim'],
    ['externalId', '', 'invalid_claim'],
    ['externalId', 7, 'invalid_claim'],
    ['externalId', 'é'.repeat(256), 'invalid_claim'],
    ['externalId', '\ud800', 'invalid_claim'],
    ['name', 'n'.repeat(256), 'invalid_claim'],
    ['nonce', `${'a'.repeat(31)}-`, 'invalid_claim'],
    ['nonce', `${'a'.repeat(32)}\n`, 'invalid_claim'],
    ['exp', `${now + 60}`, 'invalid_claim'],
    ['exp', now + 60.5, 'invalid_claim'],
    ['exp', 1e300, 'invalid_claim'],
    ['accessBoost', 'true', 'invalid_claim'],
    ['groups', ['a', 1], 'invalid_claim'],
    ['mode', 'application', 'invalid_claim'],
    ['prefersDark', true, 'invalid_claim'],
    ['entityFolderContentRole', 'OWNER', 'invalid_claim'],
    ['uiSettings', { showNavigation: 'false' }, 'invalid_claim'],
    ['modelRoles', ['VIEWER'], 'invalid_claim'],
    ['userAttributes', { region: { country: 'FR' } }, 'invalid_claim'],
    ['userAttributes', JSON.parse('{"__proto__":{"country":"FR"}}'), 'invalid_claim'],
    ['userAttributes', { region: [['FR']] }, 'invalid_claim'],
    ['filterSearchParam', 'f=1\r\nSet-Cookie: a=b', 'invalid_claim'],
  ])('are refused with %s: %j', (field, value, reason) => {
    const verdict = verifyClaims({ ...claims, [field]: value });
    expect(verdict).toMatchObject({ ok: false, reason });
    if (!verdict.ok) expect(verdict.field).toMatch(new RegExp(`^${field}`));
  });

  it.each([
    '4503599627370497.3',
    '9007199254740992',
    '9007199254740993',
    '-9007199254740993',
    '1e-400',
    '1e400',
    '-1E+999999999999999999999',
    '0.1000000000000000055511151231257827',
    '1.00000000000000001',
  ])('are refused with the number %s, which JavaScript can’t hold exactly', (number) => {
    const json = (member: string) => `${JSON.stringify(claims).slice(0, -1)},${member}}`;
    expect(verifyClaims(json(`"quota":{"limit":[1,${number}]}`))).toEqual({
      ok: false,
      reason: 'invalid_claim',
    });
    expect(verifyClaims(json(`"userAttributes":{"quota":${number}}`))).toEqual({
      ok: false,
      reason: 'invalid_claim',
      field: 'userAttributes',
    });
    expect(verifyClaims(json(`"quota":"${number}","a\\"${number}":1`)).ok).toBe(true);
  });

  it.each([
    '0',
    '-0',
    '1.10',
    '0.1',
    '1e3',
    '1E-7',
    '9007199254740991',
    '123456789012345.5',
    '0e99',
    '12.50e1',
  ])('keep the number %s', (number) => {
    expect(verifyClaims(`${JSON.stringify(claims).slice(0, -1)},"quota":${number}}`).ok).toBe(true);
  });

  it('are refused if externalId takes more than 1,022 bytes as JSON', () => {
    expect(verifyClaims({ ...claims, externalId: '🦊'.repeat(255) }).ok).toBe(true);
    expect(verifyClaims({ ...claims, externalId: '\u0001'.repeat(170) }).ok).toBe(true);
    expect(verifyClaims({ ...claims, externalId: '\u0001'.repeat(171) })).toEqual({
      ok: false,
      reason: 'identity_too_large',
      field: 'externalId',
    });
  });

  it('compare only the host case-insensitively', () => {
    expect(verifyClaims({ ...claims, loginUrl: 'HTTPS://ACME.Embed-Omniapp.co/embed/login' }).ok).toBe(false);
    expect(verifyClaims({ ...claims, loginUrl: 'https://ACME.Embed-Omniapp.co/embed/login' }).ok).toBe(true);
    expect(verifyClaims({ ...claims, loginUrl: 'https://acme.embed-omniapp.co/embed/Login' }).ok).toBe(false);
  });

  it('count characters, not code units', () => {
    expect(verifyClaims({ ...claims, name: '🦊'.repeat(255) }).ok).toBe(true);
  });

  it('are valid until 30 seconds after exp, and at most 7 days and 30 seconds ahead', () => {
    expect(verifyClaims({ ...claims, exp: now - 29 }).ok).toBe(true);
    expect(verifyClaims({ ...claims, exp: now - 30 })).toMatchObject({ reason: 'expired', field: 'exp' });
    expect(verifyClaims({ ...claims, exp: now + 604_830 }).ok).toBe(true);
    expect(verifyClaims({ ...claims, exp: now + 604_831 })).toMatchObject({ reason: 'expires_too_late' });
  });

  it('may have at most 4,096 bytes of JSON', () => {
    const filler = (bytes: number) => {
      const empty = JSON.stringify({ ...claims, filler: '' }).length;
      return { ...claims, filler: 'f'.repeat(bytes - empty) };
    };
    expect(verifyClaims(filler(4096)).ok).toBe(true);
    expect(verifyClaims(filler(4097))).toMatchObject({ reason: 'claims_too_large' });
  });

  it('are inflated up to 8,192 bytes only', () => {
    const bomb = payloadOf(`{"a":"${'0'.repeat(6_000_000)}"}`);
    expect(bomb.length).toBeLessThan(8192);
    expect(verify(queryOf(bomb))).toMatchObject({ reason: 'claims_too_large' });
  });

  it.each(['{', '"text"', 'null', '[]', '\ufeff{}', '{"a":1}{"b":2}'])(
    'must be one JSON object, not %s',
    (json) => {
      expect(verifyClaims(json)).toMatchObject({ ok: false, reason: 'malformed_claims' });
    },
  );

  it('must be UTF-8', () => {
    const latin1 = deflateRawSync(Buffer.from(JSON.stringify({ ...claims, name: 'Wilé' }), 'latin1'));
    expect(verify(queryOf(latin1.toString('base64url')))).toMatchObject({ reason: 'malformed_claims' });
  });

  it('keep members named like those of Object.prototype, as data', () => {
    const json = `${JSON.stringify(claims).slice(0, -1)},"__proto__":{"restricted":true},"constructor":1}`;
    const decoded = decodeClaims(payloadOf(json));
    expect(decoded.ok && JSON.stringify(decoded.claims)).toBe(json);
  });

  it('may be nested as deep as their size allows', () => {
    const deep = `${JSON.stringify(claims).slice(0, -1)},"deep":${'['.repeat(1900)}${']'.repeat(1900)}}`;
    expect(verifyClaims(deep).ok).toBe(true);
  });
});
