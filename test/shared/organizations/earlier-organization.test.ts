import { describe, expect, it } from 'vitest';
import { organizationPrimaryKey } from '../../../shared/organizations/organization.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { readSecretKey } from '../../../shared/secrets/read-secret-key.ts';
import { readSecretKeys } from '../../../shared/secrets/read-secret-keys.ts';
import { renameSecret } from '../../../shared/secrets/rename-secret.ts';
import { outcomeOf, verbs } from '../../support/lifecycle-stores.ts';
import { lifecycleOperations, lifecycleTable } from '../../support/lifecycle-table.ts';
import { describeStores, now, type Store, unknownId } from '../../support/stores.ts';

const secretKey = `esk_${'a'.repeat(28)}`;
const maps = ['lifecycle', 'disabledKeys', 'retiredKeys'];

/** An organization's item as it was before secrets had a lifecycle. */
async function earlierOrganization(store: Store): Promise<string> {
  const id = await store.organization();
  const secret = {
    name: 'Production',
    keyHint: 'aaaa',
    createdAt: '2025-01-01T00:00:00.000Z',
    createdBy: 'admin',
  };
  await store.dynamodb({
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: organizationPrimaryKey(id),
      UpdateExpression: `SET #secrets.#id = :secret, #keys.#id = :key REMOVE ${maps.map((map) => `#${map}`).join(', ')}`,
      ExpressionAttributeNames: {
        '#secrets': 'secrets',
        '#keys': 'keys',
        '#id': unknownId,
        ...Object.fromEntries(maps.map((map) => [`#${map}`, map])),
      },
      ExpressionAttributeValues: { ':secret': secret, ':key': secretKey },
      ReturnValues: 'NONE',
    },
  });
  return id;
}

describeStores('an organization from before secrets had a lifecycle', (store) => {
  it('is read with an active secret', async () => {
    const id = await earlierOrganization(store);
    expect(await readOrganization(store.dynamodb, id)).toMatchObject({
      keys: { [unknownId]: secretKey },
      lifecycle: {},
      disabledKeys: {},
      retiredKeys: {},
    });
    expect(await readSecretKey(store.dynamodb, id, unknownId)).toBe(secretKey);
    expect(await readSecretKeys(store.dynamodb, id)).toEqual({ [unknownId]: secretKey });
  });

  it('has its secret deleted, at once and for good', async () => {
    const id = await earlierOrganization(store);
    const deletion = { secretId: unknownId, actor: 'admin', now };
    expect(await deleteSecret(store.dynamodb, id, deletion)).toMatchObject({ ok: true });
    expect(await deleteSecret(store.dynamodb, id, { ...deletion, now: now + 1 })).toMatchObject({
      ok: true,
      deletion: { deletedAt: '2026-01-01T00:00:00.000Z' },
    });
    expect(await readSecretKeys(store.dynamodb, id)).toEqual({});
  });

  describe('can do what any other can', () => {
    it.each(lifecycleOperations)('%s', async (operation) => {
      const id = await earlierOrganization(store);
      const result = await verbs[operation](store.dynamodb, id, unknownId);
      expect(await outcomeOf(store.dynamodb, id, unknownId, result)).toBe(
        lifecycleTable.untouched[operation],
      );
      expect(await readSecretKey(store.dynamodb, id, unknownId)).toBe(secretKey);
    });

    it('create with limits, rename, turn Embed off and on', async () => {
      const id = await earlierOrganization(store);
      const limits = { paths: ['/a'] };
      const change = { name: 'Staging', limits, actor: 'admin', now };
      expect(await createSecret(store.dynamodb, id, change)).toMatchObject({ ok: true });
      expect(await renameSecret(store.dynamodb, id, { secretId: unknownId, name: 'x', now })).toMatchObject({
        ok: true,
      });
      for (const embedEnabled of [false, true])
        await putOrganization(store.dynamodb, id, { embedEnabled, now });
      const organization = await readOrganization(store.dynamodb, id);
      expect(Object.keys(organization?.keys ?? {})).toHaveLength(2);
      expect(Object.values(organization?.lifecycle ?? {})).toEqual([{ limits }]);
    });
  });
});
