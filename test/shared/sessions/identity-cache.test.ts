import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { identityCache } from '../../../shared/sessions/identity.ts';
import type { Session } from '../../../shared/sessions/session.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const session: Session = {
  organizationId: 'acme',
  sessionId: `n.${'a'.repeat(32)}`,
  state: 'active',
  secretId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  attemptId: 'attempt',
  claims: { contentPath: '/', externalId: 'user-1', name: 'Ada' },
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-02T00:00:00.000Z',
};
const settings = { frameAncestors: ['https://www.example.com'] };
const options = {
  issuer: 'https://embed.example.com',
  audience: 'https://app.example.com',
  signingKey: { keyId: 'one', privateKey },
  now,
};

const payloadOf = (identity: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(identity.split('.')[1] ?? '', 'base64url').toString());

describe('the cache of identities', () => {
  it('returns an identity again for half of its life', () => {
    const sign = identityCache();
    const first = sign({ session, settings }, options);
    expect(sign({ session: structuredClone(session), settings }, { ...options, now: now + 29_999 })).toBe(
      first,
    );

    const later = sign({ session, settings }, { ...options, now: now + 30_000 });
    expect(payloadOf(later)).toMatchObject({ iat: now / 1000 + 30, exp: now / 1000 + 90 });
    expect(sign({ session, settings }, { ...options, now: now + 31_000 })).toBe(later);
  });

  it('returns no identity from the future of a clock that was set back', () => {
    const sign = identityCache();
    sign({ session, settings }, options);
    const earlier = sign({ session, settings }, { ...options, now: now - 1000 });
    expect(payloadOf(earlier).iat).toBe(now / 1000 - 1);
  });

  it.each<[string, Parameters<ReturnType<typeof identityCache>>]>([
    ['session', [{ session: { ...session, sessionId: `n.${'b'.repeat(32)}` }, settings }, options]],
    ['organization', [{ session: { ...session, organizationId: 'initech' }, settings }, options]],
    ['claim', [{ session: { ...session, claims: { ...session.claims, name: 'Bob' } }, settings }, options]],
    ['end', [{ session: { ...session, expiresAt: '2026-01-01T12:00:00.000Z' }, settings }, options]],
    ['frame ancestor', [{ session, settings: { frameAncestors: [] } }, options]],
    [
      'issuer',
      [
        { session, settings },
        { ...options, issuer: 'https://embed.example.org' },
      ],
    ],
    [
      'key',
      [
        { session, settings },
        { ...options, signingKey: { keyId: 'two', privateKey } },
      ],
    ],
  ])('never returns the identity of another %s', (_, [viewer, otherOptions]) => {
    const sign = identityCache();
    const first = sign({ session, settings }, options);
    const other = sign(viewer, otherOptions);
    expect(other.split('.').slice(0, 2)).not.toEqual(first.split('.').slice(0, 2));
    expect(other).not.toBe(first);
  });

  it('forgets the oldest of more than 250', () => {
    const sign = identityCache();
    const of = (user: number) =>
      sign(
        { session: { ...session, claims: { ...session.claims, externalId: `user-${user}` } }, settings },
        options,
      );
    const first = of(0);
    const second = of(1);
    for (let user = 2; user <= 250; user++) of(user);
    expect(of(1)).toBe(second);
    // Signed again: ECDSA signatures of the same text differ.
    expect(of(0)).not.toBe(first);
  });
});
