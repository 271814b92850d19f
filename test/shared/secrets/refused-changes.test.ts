import { expect, it } from 'vitest';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { cancelRetirement } from '../../../shared/secrets/cancel-retirement.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { disableSecret } from '../../../shared/secrets/disable-secret.ts';
import { enableSecret } from '../../../shared/secrets/enable-secret.ts';
import { limitSecret } from '../../../shared/secrets/limit-secret.ts';
import { renameSecret } from '../../../shared/secrets/rename-secret.ts';
import { rotateSecret } from '../../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../../shared/secrets/schedule-retirement.ts';
import { now, storeOf, unknownId } from '../../support/stores.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();
const store = storeOf(() => database.sdk);
const actor = 'admin';

/** Every function that changes a secret. */
const changes: Record<
  string,
  (organizationId: string, secretId: string) => Promise<{ ok: boolean; reason?: string }>
> = {
  createSecret: (id) => createSecret(database.sdk, id, { name: 'Production', actor, now }),
  renameSecret: (id, secretId) => renameSecret(database.sdk, id, { secretId, name: 'Staging', now }),
  rotateSecret: (id, secretId) =>
    rotateSecret(database.sdk, id, { secretId, overlapHours: 1, limits: 'inherit', actor, now }),
  disableSecret: (id, secretId) => disableSecret(database.sdk, id, { secretId, now }),
  enableSecret: (id, secretId) => enableSecret(database.sdk, id, { secretId, now }),
  limitSecret: (id, secretId) => limitSecret(database.sdk, id, { secretId, limits: { paths: ['/a'] }, now }),
  scheduleRetirement: (id, secretId) =>
    scheduleRetirement(database.sdk, id, { secretId, retiresAt: '2026-02-01T00:00:00.000Z', now }),
  cancelRetirement: (id, secretId) => cancelRetirement(database.sdk, id, { secretId, now }),
};

it.each(Object.entries(changes))('%s needs an organization', async (_, change) => {
  expect(await change('nobody', unknownId)).toEqual({ ok: false, reason: 'unknown_organization' });
});

it('deleteSecret needs an organization', async () => {
  const deleted = await deleteSecret(database.sdk, 'nobody', { secretId: unknownId, actor, now });
  expect(deleted).toEqual({ ok: false, reason: 'unknown_organization' });
});

it.each(Object.entries(changes))('%s needs Embed to be on', async (_, change) => {
  const id = await store.organization();
  const { secret } = await store.secret(id);
  await putOrganization(database.sdk, id, { embedEnabled: false, now });
  expect(await change(id, secret.id)).toEqual({ ok: false, reason: 'embed_disabled' });
});

it.each(Object.entries(changes).filter(([name]) => name !== 'createSecret'))(
  '%s needs the secret',
  async (_, change) => {
    const id = await store.organization();
    await store.secret(id);
    expect(await change(id, unknownId)).toEqual({ ok: false, reason: 'unknown_secret' });
  },
);
