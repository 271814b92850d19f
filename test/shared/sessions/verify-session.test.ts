import { describe, expect, it } from 'vitest';
import type { Item } from '../../../shared/dynamodb.ts';
import { toOrganization } from '../../../shared/organizations/organization.ts';
import { parseSessionCookie, sessionSetCookie } from '../../../shared/sessions/cookie.ts';
import type { StoredSession } from '../../../shared/sessions/session.ts';
import { verifySession } from '../../../shared/sessions/verify-session.ts';
import { sessionOf } from '../../support/stores.ts';

const organizationId = 'acme';
const host = 'acme.embed.example.com';
const session = sessionOf(organizationId);
const otherSecretId = '01ARZ3NDEKTSV4RRFFQ69G5FB0';
const start = Date.parse(session.createdAt);
const end = Date.parse(session.expiresAt);

const organizationItem: Item = {
  partitionKey: 'ORG#acme',
  sortKey: 'ORG',
  embedEnabled: true,
  keys: { [session.secretId]: 'a key', [otherSecretId]: 'another key' },
  sessionsValidFrom: '2025-12-31T00:00:00.000Z',
};

function cookieOf({ secretId = session.secretId, secretKey = 'a key', expires = end / 1000 } = {}) {
  const fields = { secretId, sessionId: session.sessionId, expires };
  const scope = { host, organizationId, secretKey, cookieKey: 'AAAA' };
  const [, value = ''] = /=([^;]+)/.exec(sessionSetCookie(fields, scope)) ?? [];
  const cookie = parseSessionCookie(value);
  if (cookie === undefined) throw new Error('the cookie is malformed');
  return cookie;
}

function verify({
  item = organizationItem,
  stored = session,
  cookie = cookieOf(),
  now = start + 1,
}: {
  item?: Item;
  stored?: StoredSession | undefined;
  cookie?: ReturnType<typeof cookieOf>;
  now?: number;
}) {
  const verdict = verifySession(cookie, {
    host,
    path: '/d/1',
    organizationId,
    organization: toOrganization(item),
    session: stored,
    now,
  });
  return verdict.ok ? 'active' : verdict.reason;
}

/** The organization's item with one attribute changed, or without it. */
function withAttribute(name: string, value: Item[string] | undefined): Item {
  const { [name]: _, ...others } = organizationItem;
  return value === undefined ? others : { ...others, [name]: value };
}

describe('a session', () => {
  it('is active from its creation until it expires', () => {
    expect(verify({ now: start })).toBe('active');
    expect(verify({ now: end - 1 })).toBe('active');
    expect(verify({ now: end })).toBe('session_expired');
  });

  it('ends with the earlier of its own expiry and the cookie’s', () => {
    const early = cookieOf({ expires: end / 1000 - 60 });
    expect(verify({ cookie: early, now: end - 60_001 })).toBe('active');
    expect(verify({ cookie: early, now: end - 60_000 })).toBe('session_expired');
    const late = cookieOf({ expires: end / 1000 + 60 });
    expect(verify({ cookie: late, now: end })).toBe('session_expired');
  });

  it.each([false, undefined, null, 'true', 1, {}])('is refused if embedEnabled is %j', (embedEnabled) => {
    expect(verify({ item: withAttribute('embedEnabled', embedEnabled) })).toBe('embed_disabled');
  });

  it.each([undefined, null, '', 'now', 'Infinity', {}])(
    'is refused if sessionsValidFrom is %j',
    (sessionsValidFrom) => {
      expect(verify({ item: withAttribute('sessionsValidFrom', sessionsValidFrom) })).toBe('sessions_ended');
    },
  );

  it('is refused if it was created at sessionsValidFrom or earlier', () => {
    const validFrom = (time: number) => withAttribute('sessionsValidFrom', new Date(time).toISOString());
    expect(verify({ item: validFrom(start - 1) })).toBe('active');
    expect(verify({ item: validFrom(start) })).toBe('sessions_ended');
  });

  it('is refused to the cookie of another secret of the organization', () => {
    const cookie = cookieOf({ secretId: otherSecretId, secretKey: 'another key' });
    expect(verify({ cookie })).toBe('unknown_session');
    expect(verify({ cookie, stored: { ...session, secretId: otherSecretId } })).toBe('active');
  });

  it.each([
    ['a pending session', { ...session, state: 'pending' }, 'unknown_session'],
    ['an ended session', { ...session, state: 'ended' }, 'session_ended'],
    ['a session in an unknown state', { ...session, state: 'new' }, 'session_ended'],
    ['a session without a state', { ...session, state: undefined }, 'session_ended'],
    ['a session without an expiry', { ...session, expiresAt: undefined }, 'session_expired'],
    ['a session with an invalid expiry', { ...session, expiresAt: 'never' }, 'session_expired'],
    ['a session without a creation time', { ...session, createdAt: undefined }, 'sessions_ended'],
    ['no session', undefined, 'unknown_session'],
  ])('is refused for %s', (_, stored, reason) => {
    const verdict = verifySession(cookieOf(), {
      host,
      path: '/d/1',
      organizationId,
      organization: toOrganization(organizationItem),
      session: stored as StoredSession | undefined,
      now: start + 1,
    });
    expect(verdict).toMatchObject({ ok: false, reason });
  });

  it('is refused if its organization doesn’t exist', () => {
    const read = { organization: undefined, session };
    const verdict = verifySession(cookieOf(), { host, organizationId, path: '/', now: start + 1, ...read });
    expect(verdict).toEqual({ ok: false, reason: 'unknown_organization' });
  });

  it('is refused to a cookie that another key signed', () => {
    expect(verify({ cookie: cookieOf({ secretKey: 'a wrong key' }) })).toBe('cookie_signature_mismatch');
  });

  it('is refused without a key for its secret', () => {
    expect(verify({ item: withAttribute('keys', undefined) })).toBe('unknown_secret');
    expect(verify({ item: withAttribute('keys', {}) })).toBe('unknown_secret');
    expect(() => verify({ item: withAttribute('keys', { [session.secretId]: '' }) })).toThrow(TypeError);
  });
});
