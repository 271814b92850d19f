import { describe, expect, it } from 'vitest';
import {
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbRequest,
  TableUnavailableError,
} from '../../../shared/dynamodb.ts';
import { createSession } from '../../../shared/sessions/create-session.ts';
import { identityHeaderName, identityMaxCharacters } from '../../../shared/sessions/identity.ts';
import { isActiveSession } from '../../../shared/sessions/is-active-session.ts';
import {
  addLoginMarker,
  hasLoginMarker,
  mayHaveLoginMarker,
  removeLoginMarker,
} from '../../../shared/sessions/login-marker.ts';
import { putClaims } from '../../../shared/sessions/put-claims.ts';
import { exceededRedemptionLimit, redeemRefusal } from '../../../shared/sessions/redeem-refusal.ts';
import type { StoredSession } from '../../../shared/sessions/session.ts';
import { now, unknownId } from '../../support/stores.ts';
import { session, sessionsValidFrom, withoutKeys } from '../acme-records.ts';

const claims = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };
const pending = { ...session, state: 'pending' } as StoredSession;
const seconds = now / 1000;

/** Accepts every write, and keeps it. */
function writer() {
  const written: Record<string, unknown>[] = [];
  const dynamodb: DynamoDb = async (request: DynamoDbRequest) => {
    if (request.operation !== 'UpdateItem') throw new TypeError('only updates');
    const values = request.input.ExpressionAttributeValues ?? {};
    written.push(values);
    return { Attributes: { attemptId: values[':attemptId'] ?? '', sha256: values[':sha256'] ?? '' } };
  };
  return { written, dynamodb };
}

describe('a pending session', () => {
  it('is kept for a day longer than it can be redeemed', async () => {
    const { written, dynamodb } = writer();
    await createSession(dynamodb, 'acme', { claims, sessionsValidFrom, now });
    expect(written).toEqual([
      expect.objectContaining({
        ':purgeAt': seconds + 300 + 86_400,
        ':expiresAt': new Date(now + 300_000).toISOString(),
        ':contentPath': '/d/1',
        ':claimsBytes': JSON.stringify(claims).length,
      }),
    ]);
  });

  it('keeps claims of 4,096 bytes, and larger ones longer than any session', async () => {
    const bytes = (count: number) => ({
      ...claims,
      note: 'x'.repeat(count - JSON.stringify({ ...claims, note: '' }).length),
    });
    const { written, dynamodb } = writer();
    await createSession(dynamodb, 'acme', { claims: bytes(4096), sessionsValidFrom, now });
    expect(written).toHaveLength(1);
    await createSession(dynamodb, 'acme', { claims: bytes(4097), sessionsValidFrom, now });
    expect(written).toHaveLength(3);
    expect(written[1]).toMatchObject({ ':purgeAt': seconds + 300 + (576 + 24) * 3600 });
    expect(JSON.parse(String(written[2]?.[':excerpt']))).toEqual(claims);
  });

  it('has no canonical content path if there is none', async () => {
    const { written, dynamodb } = writer();
    await createSession(dynamodb, 'acme', {
      claims: { ...claims, contentPath: '/a//b' },
      sessionsValidFrom,
      now,
    });
    expect(written[0]).not.toHaveProperty(':contentPath');
  });

  it.each<[string, DynamoDb]>([
    ['the response has others', async () => ({ Attributes: { sha256: 'another' } })],
    ['others are there', () => Promise.reject(new ConditionFailedError())],
  ])('isn’t created with its claims if %s', async (_, refuse) => {
    const put = putClaims(refuse, 'acme', { sessionId: session.sessionId, json: '{}', now });
    await expect(put).rejects.toThrow(TableUnavailableError);
  });

  it('can’t be redeemed if it was created at sessionsValidFrom or earlier', () => {
    const refusal = (validFrom: string) => redeemRefusal(pending, { sessionsValidFrom: validFrom, now });
    expect(refusal(pending.createdAt)).toBe('sessions_ended');
    expect(refusal(sessionsValidFrom)).toBeUndefined();
  });

  it('is compared with the limits of its secret', () => {
    const exceeded = (limits: object) =>
      exceededRedemptionLimit(pending, limits, { host: 'acme.embed.example.com', now });
    const day = 86_400;
    expect(exceeded({ maxExpiresInSeconds: day - 30 })).toBeUndefined();
    expect(exceeded({ maxExpiresInSeconds: day - 31 })).toBe('maxExpiresInSeconds');
    expect(exceeded({ paths: ['/w'] })).toBe('paths');
    expect(exceededRedemptionLimit(undefined, { paths: ['/w'] }, { host: '', now })).toBeUndefined();
  });

  it('isn’t active, nor is a session without an active secret', () => {
    const secret = { name: 'a', keyHint: 'abcd', createdAt: session.createdAt, createdBy: 'admin' };
    const organization = { ...withoutKeys, secrets: { [unknownId]: secret } };
    const isActive = (stored: object | undefined) =>
      isActiveSession(stored as StoredSession | undefined, organization, now);
    expect(isActive(session)).toBe(true);
    expect(isActive({ ...session, state: 'pending' })).toBe(false);
    expect(isActive({ ...session, secretId: 'other' })).toBe(false);
    expect(isActive(undefined)).toBe(false);
  });
});

describe('the marker of a login', () => {
  const host = 'acme.embed.example.com';
  const key = Buffer.from('a key of the environment').toString('base64url');
  const other = Buffer.from('another key').toString('base64url');
  const marked = addLoginMarker('/d/1?a=b#top?x', { host, now, cookieKey: key });
  const query = marked.slice(marked.indexOf('?') + 1, marked.indexOf('#'));
  const has = (text: string, { at = now, of = host, keys = [other, key] } = {}) =>
    hasLoginMarker(text, { host: of, now: at, cookieKeys: keys });

  it('is the last parameter before the fragment, and the expected MAC', () => {
    expect(marked).toBe(`/d/1?a=b&x-embed-login=${seconds + 60}.${query.slice(-43)}#top?x`);
    expect(addLoginMarker('/d/1', { host, now, cookieKey: key })).toBe(`/d/1?${query.slice('a=b&'.length)}`);
    expect(query.slice(-43)).toBe('fRs1ExEJ1L4J-Cnbw2c8F_x5oWnZhoins4_hkmRl-UQ');
  });

  it('is valid for a minute, at its host, with any key of the environment', () => {
    expect(has(query)).toBe(true);
    expect(has(query, { at: now + 59_999 })).toBe(true);
    expect(has(query, { at: now + 60_000 })).toBe(false);
    expect(has(query, { of: 'globex.embed.example.com' })).toBe(false);
    expect(has(query, { keys: [other] })).toBe(false);
    expect(has(query, { keys: [] })).toBe(false);
    expect(has('')).toBe(false);
    expect(has(query.replace(String(seconds + 60), String(seconds + 61)))).toBe(false);
  });

  it('is removed for the origin, and nothing else', () => {
    expect(mayHaveLoginMarker(query)).toBe(true);
    expect(removeLoginMarker(query)).toBe('a=b');
    expect(removeLoginMarker('a=x-embed-login=1&b=2')).toBe('a=x-embed-login=1&b=2');
    for (const text of ['', 'a=b', 'ax-embed-login=1', `y${query.slice(4)}`]) {
      expect(mayHaveLoginMarker(text)).toBe(false);
    }
  });
});

it('an identity header fits into the 8 KiB of a header line', () => {
  expect(`${identityHeaderName}: `.length + identityMaxCharacters + '\r\n'.length).toBe(8192);
});
