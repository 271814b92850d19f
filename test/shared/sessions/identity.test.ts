import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { frameAncestorsMaxBytes } from '../../../shared/contract/settings-change.ts';
import { claimsMaxBytes, externalIdMaxBytes } from '../../../shared/embed-url/claims.ts';
import {
  identityHeaderName,
  identityMaxCharacters,
  issuerAndAudienceMaxBytes,
  signIdentity,
} from '../../../shared/sessions/identity.ts';
import type { Session } from '../../../shared/sessions/session.ts';

describe('an identity', () => {
  it('fits into a header of nginx with the largest of everything', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const externalId = '🦊'.repeat(255);
    const claims = { contentPath: '/', externalId, name: 'Ada', filler: '' };
    claims.filler = 'f'.repeat(claimsMaxBytes - Buffer.byteLength(JSON.stringify(claims)));
    const frameAncestors = [`https://${'a'.repeat(frameAncestorsMaxBytes - '["https://"]'.length)}`];
    const session: Session = {
      organizationId: 'o'.repeat(63),
      sessionId: `n.${'a'.repeat(32)}`,
      state: 'active',
      secretId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      attemptId: 'attempt',
      claims,
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2026-01-02T00:00:00.000Z',
    };
    expect(Buffer.byteLength(JSON.stringify(externalId))).toBe(externalIdMaxBytes);
    expect(Buffer.byteLength(JSON.stringify(frameAncestors))).toBe(frameAncestorsMaxBytes);

    const identity = signIdentity(
      { session, settings: { sessionLengthHours: 24, frameAncestors } },
      {
        issuer: 'https://embed.example.com',
        audience: 'x'.repeat(issuerAndAudienceMaxBytes - 'https://embed.example.com'.length),
        signingKey: { keyId: '0123456789abcdef', privateKey },
        now: Date.parse('2026-01-01T00:00:00.000Z'),
      },
    );
    expect(identity.length).toBeLessThanOrEqual(identityMaxCharacters);
    expect(`${identityHeaderName}: ${identity}\r\n`.length).toBeLessThanOrEqual(8192);
  });
});
