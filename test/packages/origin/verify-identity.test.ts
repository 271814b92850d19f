import { createHmac } from 'node:crypto';
import { exportSPKI, type JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { claims, edgeKey, identityMembers, signIdentity } from './signed-identity.ts';
import { now, useEmbedIdentity } from './use-embed-identity.ts';

const { edge, embed, signed, refusalOf } = useEmbedIdentity();
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('embedIdentity', () => {
  it('returns who is looking, and until when', async () => {
    expect(await embed().verify(await signed())).toEqual({
      organizationId: 'acme',
      sub: 'user-1',
      userKey: 'acme/user-1',
      sessionId: `n.${'a'.repeat(32)}`,
      claims,
      frameAncestors: ['https://portal.acme.com'],
      expiresAt: new Date((now + 60) * 1000),
      sessionExpiresAt: new Date((now + 3600) * 1000),
      sessionExpiresInSeconds: 3600,
      payload: identityMembers(now),
    });
  });

  it.each([undefined, null, ''])('refuses a request without an identity: %o', async (header) => {
    await expect(embed().verify(header)).rejects.toMatchObject({ code: 'missing_identity', status: 401 });
  });

  it.each([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['without an issuer', { iss: undefined }],
    ['for another application', { aud: 'https://other.example' }],
    ['without an audience', { aud: undefined }],
    ['that expired', { exp: now - 5 }],
    ['without an expiry', { exp: undefined }],
    ['without a time', { iat: undefined }],
    ['of the future', { nbf: now + 10 }],
    ['without a viewer', { sub: undefined }],
    ['with an empty viewer', { sub: '' }],
    ['without an organization', { org: undefined }],
    ['with an organization that is a list', { org: ['acme', 'globex'] }],
    ['without a session', { sid: undefined }],
    ['without the end of the session', { session_exp: undefined }],
    ['without frame ancestors', { frame_ancestors: undefined }],
    [
      'with frame ancestors that end the directive',
      { frame_ancestors: ["https://a.example; script-src 'unsafe-inline'"] },
    ],
    ['with frame ancestors of two policies', { frame_ancestors: ['https://a.example,default-src *'] }],
    ['with frame ancestors of two lines', { frame_ancestors: ['https://a.example\r\nset-cookie: a=b'] }],
    ['without claims', { claims: undefined }],
    ['with claims that are a list', { claims: [] }],
  ] as [string, JWTPayload][])('refuses an identity %s', async (_, changes) => {
    expect(await refusalOf(await signed(changes))).toBe('401 invalid_identity');
  });

  it('refuses an identity of another type of token', async () => {
    expect(await refusalOf(await signed({}, { typ: 'at+jwt' }))).toBe('401 invalid_identity');
  });

  it('refuses an identity that was signed with another key of the same name', async () => {
    const forged = await signIdentity(await edgeKey('key-1'), identityMembers(now));
    expect(await refusalOf(forged)).toBe('401 invalid_identity');
  });

  it('refuses an identity with changed members', async () => {
    const [header, , signature] = (await signed()).split('.');
    const changed = `${header}.${encode({ ...identityMembers(now), org: 'globex' })}.${signature}`;
    expect(await refusalOf(changed)).toBe('401 invalid_identity');
  });

  it('refuses an unsigned identity', async () => {
    const unsigned = `${encode({ alg: 'none', typ: 'JWT' })}.${encode(identityMembers(now))}.`;
    expect(await refusalOf(unsigned)).toBe('401 invalid_identity');
  });

  it('refuses an identity that uses the public key as a shared secret', async () => {
    const text = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'key-1' })}.${encode(identityMembers(now))}`;
    const mac = createHmac('sha256', await exportSPKI(edge.key.publicKey))
      .update(text)
      .digest('base64url');
    expect(await refusalOf(`${text}.${mac}`)).toBe('401 invalid_identity');
  });

  it('refuses other algorithms, also with a published key', async () => {
    const other = await edgeKey('key-2', 'ES384');
    edge.published.state.keys = [edge.key, other];
    expect(await refusalOf(await signIdentity(other, identityMembers(now), { alg: 'ES384' }))).toBe(
      '401 invalid_identity',
    );
  });

  it.each(['x', 'a.b.c', 'Bearer x', '.'.repeat(5)])('refuses a malformed token: %s', async (header) => {
    expect(await refusalOf(header)).toBe('401 invalid_identity');
  });

  it('refuses two identities, joined or as a list', async () => {
    const [one, other] = [await signed(), await signed({ sub: 'user-2' })];
    expect(await refusalOf(`${one}, ${other}`)).toBe('401 invalid_identity');
    expect(await refusalOf([one, other])).toBe('401 invalid_identity');
  });

  it('tolerates clocks that differ by five seconds, and no more', async () => {
    expect(await embed().verify(await signed({ exp: now - 4 }))).toMatchObject({ sub: 'user-1' });
    expect(await refusalOf(await signed({ exp: now - 4 }), { clockToleranceSeconds: 0 })).toBe(
      '401 invalid_identity',
    );
  });

  it('never quotes the identity in an error', async () => {
    const token = await signed({ exp: now - 60 });
    const error = await embed()
      .verify(token)
      .catch((thrown) => thrown);
    expect(`${error.message} ${error.cause?.message}`).not.toContain(token);
  });

  it.each([
    ['issuer', { issuer: '' }, /^issuer is required/],
    ['audience', { audience: undefined }, /^audience is required/],
    [
      'a JWKS over plain HTTP',
      { jwksUrl: 'http://embed.example.com/jwks.json' },
      /^jwksUrl must be an https URL/,
    ],
    ['a JWKS that isn’t a URL', { jwksUrl: 'jwks.json' }, /^jwksUrl must be an https URL/],
    ['more than a minute of tolerance', { clockToleranceSeconds: 61 }, /^clockToleranceSeconds/],
  ])('throws for an invalid option: %s', (_, options, message) => {
    expect(() => embed(options)).toThrow(TypeError);
    expect(() => embed(options)).toThrow(message);
  });
});
