import { describe, expect, it } from 'vitest';
import { signText } from '../../../shared/embed-url/signature.ts';
import {
  parseSessionCookie,
  type SessionCookie,
  sessionSetCookie,
  verifyEnvironmentMac,
  verifySecretMac,
} from '../../../shared/sessions/cookie.ts';

const secretKey = 'esk_00000000000000000000001dDv64';
const cookieKey = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const scope = { host: 'acme.embed.example.com:8443', organizationId: 'acme' };
const fields = {
  secretId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  sessionId: `n.${'a'.repeat(32)}`,
  expires: 1_767_312_000,
};
// Computed with Python's hmac and hashlib.
const environmentMac = 'jQiN2H9p0UQ3jJcYrVO1HMy-iDPssLYyMLcrWfcB59Y';
const mac = 'BawMXTQBDabagGp31HCypvee5BROV1EXE4gkuhTs6AY';
const value = `v1.01ARZ3NDEKTSV4RRFFQ69G5FAV.n.${'a'.repeat(32)}.1767312000.${environmentMac}.${mac}`;
const cookie: SessionCookie = { ...fields, environmentMac, mac };

describe('a session cookie', () => {
  it('consists of its fields and two MACs', () => {
    expect(sessionSetCookie(fields, { ...scope, secretKey, cookieKey })).toBe(
      `__Host-embed_session=${value}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned`,
    );
    expect(parseSessionCookie(value)).toEqual(cookie);
  });

  it('is bound to its secret, host and organization', () => {
    expect(verifySecretMac(cookie, { ...scope, secretKey })).toBe(true);
    expect(verifySecretMac(cookie, { ...scope, secretKey: 'another key' })).toBe(false);
    expect(verifySecretMac(cookie, { ...scope, secretKey, host: 'acme.embed.example.com' })).toBe(false);
    expect(verifySecretMac(cookie, { ...scope, secretKey, organizationId: 'globex' })).toBe(false);
  });

  it('is accepted under any of the environment’s keys', () => {
    const other = Buffer.alloc(32).toString('base64url');
    expect(verifyEnvironmentMac(cookie, scope.host, [other, cookieKey])).toBe(true);
    expect(verifyEnvironmentMac(cookie, scope.host, [other])).toBe(false);
    expect(verifyEnvironmentMac(cookie, scope.host, [])).toBe(false);
    expect(verifyEnvironmentMac(cookie, 'globex.embed.example.com', [cookieKey])).toBe(false);
  });

  it.each(['secretId', 'sessionId', 'expires'] as const)('covers its %s with both MACs', (field) => {
    const changed = { ...cookie, [field]: field === 'expires' ? 1_767_312_001 : `${cookie[field]}x` };
    expect(verifySecretMac(changed, { ...scope, secretKey })).toBe(false);
    expect(verifyEnvironmentMac(changed, scope.host, [cookieKey])).toBe(false);
  });

  it('can’t be forged with a URL signature: sessions use a derived key', () => {
    const text = ['v1', scope.host, scope.organizationId, ...Object.values(fields)].join('\n');
    expect(verifySecretMac({ ...cookie, mac: signText(secretKey, text) }, { ...scope, secretKey })).toBe(
      false,
    );
  });

  it('is never made or verified with an empty key', () => {
    const signed = () => sessionSetCookie(fields, { ...scope, secretKey: '', cookieKey });
    expect(signed).toThrow(TypeError);
    expect(() => sessionSetCookie(fields, { ...scope, secretKey, cookieKey: '' })).toThrow(TypeError);
    expect(() => verifySecretMac(cookie, { ...scope, secretKey: '' })).toThrow(TypeError);
    expect(() => verifyEnvironmentMac(cookie, scope.host, [''])).toThrow(TypeError);
  });

  it.each([
    '',
    'v1',
    value.slice(3),
    value.replace('v1.', 'v2.'),
    value.replace('01ARZ', '81ARZ'),
    value.replace('.n.', '.x.'),
    value.replace('aaaa', 'aa-a'),
    value.replace('1767312000', '01767312000'),
    value.replace('1767312000', '1767312000.5'),
    value.replace('1767312000', '+1767312000'),
    value.slice(0, -1),
    `${value}=`,
    `${value}\n`,
    ` ${value}`,
    `${value}.${mac}`,
  ])('is malformed: %j', (text) => expect(parseSessionCookie(text)).toBeUndefined());
});
