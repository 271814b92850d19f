import { expect, it } from 'vitest';
import { type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import type { OrganizationWithoutKeys } from '../../../shared/organizations/organization.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { listRecentDeletions } from '../../../shared/secrets/list-recent-deletions.ts';
import { describeStores, now, unknownId } from '../../support/stores.ts';

describeStores('a deletion', (store) => {
  const change = { actor: 'admin', now: now + 5000 };

  it('removes the key, keeps the other secrets, and returns the same again', async () => {
    const id = await store.organization();
    const gone = await store.secret(id, 'Leaked');
    const kept = await store.secret(id, 'Kept');
    const deletion = {
      id: gone.secret.id,
      name: 'Leaked',
      deletedAt: '2026-01-01T00:00:05.000Z',
      deletedBy: 'admin',
    };
    const secretId = gone.secret.id;
    expect(await deleteSecret(store.dynamodb, id, { secretId, ...change })).toEqual({ ok: true, deletion });
    const again = await deleteSecret(store.dynamodb, id, {
      secretId,
      actor: 'another admin',
      now: now + 9000,
    });
    expect(again).toEqual({ ok: true, deletion });
    expect((await readOrganization(store.dynamodb, id))?.keys).toEqual({ [kept.secret.id]: kept.secretKey });
  });

  it('needs a secret that existed', async () => {
    const id = await store.organization();
    expect(await deleteSecret(store.dynamodb, id, { secretId: unknownId, ...change })).toEqual({
      ok: false,
      reason: 'unknown_secret',
    });
  });

  it('happens once when many calls delete at once', async () => {
    const id = await store.organization();
    const { secret } = await store.secret(id);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        deleteSecret(store.dynamodb, id, { secretId: secret.id, actor: `admin ${index}`, now: now + index }),
      ),
    );
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(results[0]).toMatchObject({ ok: true, deletion: { name: 'Production' } });
  });

  it('that failed halfway is completed by the next call and keeps its time', async () => {
    const id = await store.organization();
    const { secret } = await store.secret(id);
    const stopped: DynamoDb = (request) =>
      request.operation === 'UpdateItem' && request.input.Key.partitionKey.startsWith('DELETED#')
        ? Promise.reject(new TableUnavailableError('stopped'))
        : store.dynamodb(request);
    const secretId = secret.id;
    await expect(deleteSecret(stopped, id, { secretId, ...change })).rejects.toThrow(TableUnavailableError);
    expect((await readOrganization(store.dynamodb, id))?.keys).toEqual({});

    const again = await deleteSecret(store.dynamodb, id, {
      secretId,
      actor: 'another admin',
      now: now + 9000,
    });
    expect(again).toMatchObject({
      ok: true,
      deletion: { deletedAt: '2026-01-01T00:00:05.000Z', deletedBy: 'admin' },
    });
    expect((await readOrganizationWithoutKeys(store.dynamodb, id))?.deletions).toEqual({});
  });

  it('lists the most recent ones', async () => {
    const id = await store.organization();
    for (let index = 0; index < 5; index++) {
      const created = await store.secret(id, `${index}`, now + index);
      const secretId = created.secret.id;
      await deleteSecret(store.dynamodb, id, { secretId, actor: 'admin', now: now + 1000 + index });
    }
    const organization = (await readOrganizationWithoutKeys(store.dynamodb, id)) as OrganizationWithoutKeys;
    const deletions = await listRecentDeletions(store.dynamodb, id, organization);
    expect(deletions.map(({ name }) => name)).toEqual(['4', '3', '2']);
  });
});
