import { expect, it } from 'vitest';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { readSecretKey } from '../../../shared/secrets/read-secret-key.ts';
import { renameSecret } from '../../../shared/secrets/rename-secret.ts';
import { newestFirst } from '../../../shared/secrets/secret.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { describeStores, now, unknownId } from '../../support/stores.ts';

describeStores('a secret', (store) => {
  it('is created with its key, which can be read alone', async () => {
    const id = await store.organization();
    const { secret, secretKey } = await store.secret(id, 'Partenaire é 🦊');
    expect(secret).toEqual({
      id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      name: 'Partenaire é 🦊',
      keyHint: secretKey.slice(-4),
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'admin',
      lifecycle: {},
    });
    expect(await readSecretKey(store.dynamodb, id, secret.id)).toBe(secretKey);
    expect(await readSecretKey(store.dynamodb, id, unknownId)).toBeUndefined();
  });

  it('is listed newest first', async () => {
    const id = await store.organization();
    for (const [index, name] of ['first', 'second', 'third'].entries())
      await store.secret(id, name, now + index);
    const read = await readOrganizationWithoutKeys(store.dynamodb, id);
    expect(newestFirst(read ?? { secrets: {}, lifecycle: {} }).map(({ name }) => name)).toEqual([
      'third',
      'second',
      'first',
    ]);
  });

  it('is at most the fiftieth of its organization', async () => {
    const id = await store.organization();
    const created = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        createSecret(store.dynamodb, id, { name: `${index}`, actor: 'admin', now }),
      ),
    );
    expect(created.filter(({ ok }) => ok)).toHaveLength(50);
    expect(created.filter((result) => !result.ok && result.reason === 'secret_limit')).toHaveLength(10);
    const read = await readOrganization(store.dynamodb, id);
    expect(Object.keys(read?.keys ?? {}).sort()).toEqual(Object.keys(read?.secrets ?? {}).sort());
  });

  it('is not created while Embed is off, nor in an unknown organization', async () => {
    const change = { name: 'Production', actor: 'admin', now };
    const off = await store.organization(false);
    expect(await createSecret(store.dynamodb, off, change)).toEqual({ ok: false, reason: 'embed_disabled' });
    const unknown = uniqueOrganizationId();
    expect(await createSecret(store.dynamodb, unknown, change)).toEqual({
      ok: false,
      reason: 'unknown_organization',
    });
    expect(await readOrganization(store.dynamodb, unknown)).toBeUndefined();
  });

  it('gets a new name and keeps its key', async () => {
    const id = await store.organization();
    const { secret, secretKey } = await store.secret(id);
    expect(
      await renameSecret(store.dynamodb, id, { secretId: secret.id, name: 'Staging', now: now + 1000 }),
    ).toEqual({
      ok: true,
      secret: { ...secret, name: 'Staging', renamedAt: '2026-01-01T00:00:01.000Z' },
    });
    expect(await readSecretKey(store.dynamodb, id, secret.id)).toBe(secretKey);
  });

  it('is not created by renaming an unknown one', async () => {
    const id = await store.organization();
    const renamed = await renameSecret(store.dynamodb, id, { secretId: unknownId, name: 'Staging', now });
    expect(renamed).toEqual({ ok: false, reason: 'unknown_secret' });
    expect(await readOrganization(store.dynamodb, id)).toMatchObject({ secrets: {}, keys: {} });
  });
});
