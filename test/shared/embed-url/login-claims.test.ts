import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeClaims } from '../../../shared/embed-url/verify-login-url.ts';
import { claims, now, payloadOf, queryOf, verify, verifyClaims } from './login-verdict.ts';

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
    ['userAttributes', { region: [null] }, 'invalid_claim'],
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
