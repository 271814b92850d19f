import { generateKeyPairSync, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { signIdentity } from '../../../shared/sessions/identity.ts';

// In one of 128 signatures, R or S is shorter than 32 bytes in DER; in one of two, it has a leading zero.
it('signs as RFC 7518 says, however long R and S are in DER', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const session = {
    organizationId: 'acme',
    sessionId: `n.${'a'.repeat(32)}`,
    state: 'active' as const,
    secretId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    attemptId: 'attempt',
    claims: { contentPath: '/', externalId: 'user-1', name: 'Ada' },
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-02T00:00:00.000Z',
  };
  let short = 0;
  for (let signed = 0; signed < 3000; signed++) {
    const identity = signIdentity(
      { session, settings: { frameAncestors: [] } },
      {
        issuer: 'https://embed.example.com',
        audience: 'https://app.example.com',
        signingKey: { keyId: 'one', privateKey },
        now: Date.parse('2026-01-01T00:00:00.000Z'),
      },
    );
    const text = identity.slice(0, identity.lastIndexOf('.'));
    const signature = Buffer.from(identity.slice(text.length + 1), 'base64url');
    expect(signature).toHaveLength(64);
    if (signature[0] === 0 || signature[32] === 0) short++;
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
    expect(verify('sha256', Buffer.from(text), key, signature)).toBe(true);
  }
  expect(short).toBeGreaterThan(0);
});
