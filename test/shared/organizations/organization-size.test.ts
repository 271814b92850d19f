import { expect, it } from 'vitest';
import { itemSize } from '../../../shared/organizations/item-size.ts';
import { organizationPrimaryKey } from '../../../shared/organizations/organization.ts';
import { organizationMaxBytes, organizationSize } from '../../../shared/organizations/organization-size.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { disableSecret } from '../../../shared/secrets/disable-secret.ts';
import { limitSecret } from '../../../shared/secrets/limit-secret.ts';
import { renameSecret } from '../../../shared/secrets/rename-secret.ts';
import { rotateSecret } from '../../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../../shared/secrets/schedule-retirement.ts';
import { describeStores, now, type Store } from '../../support/stores.ts';

const limits = { paths: Array.from({ length: 10 }, (_, index) => `/${index}${'x'.repeat(40)}`) };
const longName = '🦊'.repeat(100);
const full = { ok: false, reason: 'organization_full' };

/** Adds secrets with all that they can have until one is refused. */
async function fill(store: Store, id: string): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const change = { name: longName, limits, actor: 'admin', now: now + ids.length };
    const created = await createSecret(store.dynamodb, id, change);
    if (!created.ok) {
      expect(created).toEqual(full);
      return ids;
    }
    ids.push(created.secret.id);
  }
}

const measuredSize = async (store: Store, id: string): Promise<number> => {
  const { Item: item = {} } = await store.dynamodb({
    operation: 'GetItem',
    input: { TableName: 'EmbedSecrets', Key: organizationPrimaryKey(id), ConsistentRead: true },
  });
  return itemSize(item);
};

describeStores('an organization that has reached 32 KB', (store) => {
  it('refuses additions; everything that ends a secret works, and stays within the limit', async () => {
    const id = await store.organization();
    const plain = await store.secret(id, 'a');
    const ids = await fill(store, id);
    expect(ids.length).toBeLessThan(49);
    const { dynamodb } = store;
    const secretId = plain.secret.id;
    const rotation = { limits: 'inherit', overlapHours: 0, actor: 'admin', now } as const;
    expect(await rotateSecret(dynamodb, id, { secretId: ids[0] ?? '', ...rotation })).toEqual(full);
    // What is left may suffice for the smallest secret: fill that, too.
    for (;;) {
      const created = await createSecret(dynamodb, id, { name: 'x'.repeat(60), actor: 'admin', now });
      if (!created.ok) break;
    }
    expect(await limitSecret(dynamodb, id, { secretId, limits, now })).toEqual(full);
    expect(await renameSecret(dynamodb, id, { secretId, name: longName, now })).toEqual(full);
    expect(await renameSecret(dynamodb, id, { secretId, name: 'b', now })).toMatchObject({ ok: true });

    for (const one of ids) {
      const retirement = { secretId: one, retiresAt: '2027-01-01T00:00:00.000Z', now };
      expect(await disableSecret(dynamodb, id, { secretId: one, minutes: 1440, now })).toMatchObject({
        ok: true,
      });
      expect(await scheduleRetirement(dynamodb, id, retirement)).toMatchObject({ ok: true });
    }
    expect(await measuredSize(store, id)).toBeLessThanOrEqual(organizationMaxBytes);
    for (const one of [...ids, secretId]) {
      const deleted = await deleteSecret(dynamodb, id, { secretId: one, actor: 'admin', now });
      expect(deleted).toMatchObject({ ok: true });
    }
    expect(await createSecret(dynamodb, id, { name: longName, limits, actor: 'admin', now })).toMatchObject({
      ok: true,
    });
  }, 30_000);

  it('is never larger than its computed bound', async () => {
    const id = await store.organization();
    const { secret } = await store.secret(id, longName);
    await limitSecret(store.dynamodb, id, { secretId: secret.id, limits, now });
    await disableSecret(store.dynamodb, id, { secretId: secret.id, minutes: 5, now });
    const rotation = { limits: 'inherit', overlapHours: 1, actor: 'admin', now } as const;
    await rotateSecret(store.dynamodb, id, { secretId: secret.id, ...rotation });
    const organization = await readOrganizationWithoutKeys(store.dynamodb, id);
    if (organization === undefined) throw new Error('no organization');
    expect(await measuredSize(store, id)).toBeLessThanOrEqual(organizationSize(id, organization));
  });
});
