import { describe, expect, it } from 'vitest';
import type { DynamoDb, Item } from '../../../shared/dynamodb.ts';
import { maxSecrets, type SecretItem } from '../../../shared/organizations/organization.ts';
import { limitSecret } from '../../../shared/secrets/limit-secret.ts';
import { listRecentDeletions } from '../../../shared/secrets/list-recent-deletions.ts';
import { newestFirst, secretOf } from '../../../shared/secrets/secret.ts';
import { additionRefusal, newSecretItem } from '../../../shared/secrets/secret-addition.ts';
import { selectSigningSecret } from '../../../shared/secrets/select-signing-secret.ts';
import { now, unknownId } from '../../support/stores.ts';
import { withoutKeys } from '../acme-records.ts';

const time = '2026-01-01T00:00:00.000Z';
const secret: SecretItem = { name: 'Production', keyHint: 'abcd', createdAt: time, createdBy: 'admin' };
const withSecrets = (secrets: Record<string, SecretItem>, lifecycle: object = {}) => ({
  ...withoutKeys,
  secrets,
  lifecycle: lifecycle as Record<string, object>,
});

describe('a secret of an organization', () => {
  it('names its successor as long as that exists', () => {
    const lifecycle = { a: { replacedBy: 'b', retiresAt: time }, b: { replaces: 'a' } };
    expect(secretOf(withSecrets({ a: secret, b: secret }, lifecycle), 'a')).toEqual({
      ...{ id: 'a', ...secret, lifecycle: { replacedBy: 'b', retiresAt: time } },
    });
    expect(secretOf(withSecrets({ a: secret }, lifecycle), 'a')).toEqual({
      ...{ id: 'a', ...secret, lifecycle: { retiresAt: time } },
    });
    const ofNoSecret = withSecrets({ a: secret, undefined: secret });
    expect(secretOf(ofNoSecret, 'a')).toEqual({ id: 'a', ...secret, lifecycle: {} });
    expect(secretOf(ofNoSecret, 'b')).toBeUndefined();
  });

  it('is listed before older ones', () => {
    const ids = (order: string[]) =>
      newestFirst(withSecrets(Object.fromEntries(order.map((id) => [id, secret])))).map(({ id }) => id);
    expect(ids(['a', 'c', 'b'])).toEqual(['c', 'b', 'a']);
    expect(ids(['c', 'b', 'a'])).toEqual(['c', 'b', 'a']);
    expect(ids(['a', 'b', 'c'])).toEqual(['c', 'b', 'a']);
  });
});

describe('another secret', () => {
  const item = newSecretItem(`esk_${'a'.repeat(24)}wxyz`, { name: 'Production', actor: 'admin', now });
  const addition = { id: unknownId, secret: item, lifecycle: {} };
  const many = (count: number, name: string) =>
    withSecrets(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, { ...secret, name }])),
    );
  const refusal = (organization: ReturnType<typeof many>, lifecycle: object = {}) =>
    additionRefusal('acme', organization, {
      addition: { ...addition, lifecycle },
      maximum: maxSecrets,
    });

  it('shows the last four characters of its key', () => expect(item).toMatchObject({ keyHint: 'wxyz' }));

  it('is refused beyond 50', () => {
    expect(refusal(many(49, 'a'))).toBeUndefined();
    expect(refusal(many(50, 'a'))).toBe('secret_limit');
    expect(refusal(many(51, 'a'))).toBe('secret_limit');
  });

  it('is refused if the organization’s item would be too large, with its limits', () => {
    expect(refusal(many(49, 'x'.repeat(100)))).toBeUndefined();
    expect(refusal(many(49, '🦊'.repeat(130)))).toBe('organization_full');
    const limits = { paths: [`/${'x'.repeat(33_000)}`] };
    expect(refusal(many(1, 'a'), { limits })).toBe('organization_full');
  });
});

describe('limits', () => {
  const limited = async (paths: string[] | undefined) => {
    const writes: unknown[] = [];
    const organization: Item = {
      ...{ partitionKey: 'ORG#acme', sortKey: 'ORG' },
      ...(withSecrets({ [unknownId]: secret }) as unknown as Item),
    };
    const dynamodb: DynamoDb = async (request) => {
      if (request.operation === 'GetItem') return { Item: organization };
      writes.push(request);
      return {};
    };
    const limits = paths === undefined ? undefined : { paths };
    const change = limitSecret(dynamodb, 'acme', { secretId: unknownId, limits, now });
    const outcome = await change.catch((error: Error) => error.name);
    return { outcome, writes: writes.length };
  };

  it('that don’t fit into the organization’s item aren’t written', async () => {
    const tooLarge = await limited([`/${'x'.repeat(33_000)}`]);
    expect(tooLarge).toEqual({ outcome: { ok: false, reason: 'organization_full' }, writes: 0 });
  });

  it('that a secret has already aren’t written', async () => {
    expect(await limited(undefined)).toMatchObject({ outcome: { ok: true, changed: false }, writes: 0 });
  });
});

describe('the secret that signs a URL', () => {
  const url = { host: 'acme.embed.example.com', contentPath: '/d/1', expiresIn: 60 };
  const select = (lifecycle: object, secretId?: string) =>
    selectSigningSecret(withSecrets({ a: secret, b: secret }, lifecycle), { secretId, url, now });

  it('is the newest that is active and allows it', () => {
    expect(select({})).toEqual({ ok: true, secretId: 'b' });
    expect(select({ b: { retiresAt: '2027-01-01T00:00:00.000Z' } })).toEqual({ ok: true, secretId: 'a' });
    expect(select({ b: { limits: { paths: ['/w'] } } })).toEqual({ ok: true, secretId: 'a' });
  });

  it('is none, and the response says why', () => {
    const none = (why: string) => ({ ok: false, reason: 'no_secret', why });
    expect(select({ a: { retired: true }, b: { disabledAt: time } })).toEqual(
      none(
        'The organization has no active secret whose limits allow this URL. Create one, or name a secretId.',
      ),
    );
    expect(select({ a: { retired: true } }, 'a')).toEqual(
      none('The secret is retired: a URL signed with it wouldn’t open.'.replace('’', "'")),
    );
    expect(select({ a: { limits: { hosts: ['w.acme.com'] } } }, 'a')).toEqual(
      none("The URL is outside the secret's limits: hosts."),
    );
    expect(select({}, 'c')).toEqual({ ok: false, reason: 'unknown_secret' });
    expect(select({}, 'a')).toEqual({ ok: true, secretId: 'a' });
  });

  it('may still be used for 30 seconds more, as far as its limit is concerned', () => {
    const within = (maxExpiresInSeconds: number) =>
      select({ a: { limits: { maxExpiresInSeconds } } }, 'a').ok;
    expect([within(60), within(59)]).toEqual([true, false]);
  });
});

describe('the recent deletions', () => {
  const deletedOn = (day: number) => ({
    name: `Secret ${day}`,
    deletedAt: `2026-01-0${day}T00:00:00.000Z`,
    deletedBy: 'admin',
  });
  const list = (recorded: number[], pending: number[]) => {
    const respond: DynamoDb = async (request) => {
      expect(request).toMatchObject({
        operation: 'Query',
        input: { ConsistentRead: true, ScanIndexForward: false, Limit: 100 },
      });
      expect(request).toHaveProperty('input.ExpressionAttributeValues', { ':partitionKey': 'DELETED#acme' });
      return {
        Items: recorded.map((day) => ({
          partitionKey: 'DELETED#acme',
          sortKey: `s${day}`,
          ...deletedOn(day),
        })),
      };
    };
    const deletions = Object.fromEntries(pending.map((day) => [`s${day}`, deletedOn(day)]));
    return listRecentDeletions(respond, 'acme', { ...withoutKeys, deletions });
  };

  it('are the three newest, recorded or pending', async () => {
    const [four, three, two] = [4, 3, 2].map((day) => ({ id: `s${day}`, ...deletedOn(day) }));
    expect(await list([1, 3], [2, 4])).toEqual([four, three, two]);
    expect(await list([4, 2, 3], [])).toEqual([four, three, two]);
    expect(await list([], [2, 3, 4])).toEqual([four, three, two]);
  });

  it('are none without items', async () => {
    expect(await listRecentDeletions(async () => ({}), 'acme', withoutKeys)).toEqual([]);
  });
});
