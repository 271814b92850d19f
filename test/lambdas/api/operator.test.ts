import { describe, expect, it } from 'vitest';
import { readEnvironmentKeys } from '../../../shared/environment/read-environment-keys.ts';
import { adminOf } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();

describe('the operator’s operations', () => {
  it('reject unknown and invalid members', async () => {
    const { organizationId, api } = await adminOf(database);
    const put = (body: unknown) => api.call('put-organization', { organizationId, body });
    expect(await put({ embedEnabled: 'yes' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'embedEnabled' }] },
    });
    expect(await put({})).toMatchObject({ status: 400 });
    expect(await put({ embedEnabled: true, secrets: {} })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'secrets' }] },
    });
  });

  it('rotate the environment’s keys without returning them', async () => {
    const { api } = await adminOf(database);
    const rotated = await api.call('rotate-environment-keys');
    expect(rotated).toMatchObject({ status: 201 });
    expect(Object.keys(rotated.body).sort()).toEqual(['activeAt', 'createdAt', 'keyId']);
  });

  it('replace the environment’s signing keys at once in an emergency, and log that it was one', async () => {
    const { api } = await adminOf(database);
    await api.call('rotate-environment-keys');
    const before = await readEnvironmentKeys(database.sdk, api.now);
    const rotate = (body: unknown) => api.call('rotate-environment-keys', { body });
    expect(await rotate({ emergency: 'yes' })).toMatchObject({ status: 400 });
    expect(await rotate({ urgent: true })).toMatchObject({ status: 400 });

    expect(await rotate({ emergency: false })).toMatchObject({ status: 201 });
    const planned = await readEnvironmentKeys(database.sdk, api.now);
    expect(planned.signingKey.keyId).toBe(before.signingKey.keyId);

    const rotated = await rotate({ emergency: true });
    const { keyId } = rotated.body;
    expect(rotated).toMatchObject({ status: 201, body: { activeAt: '2026-01-01T00:00:00.000Z' } });
    expect(api.log).toContainEqual(
      expect.objectContaining({ event: 'environment_keys_rotated', keyId, emergency: true }),
    );
    expect((await readEnvironmentKeys(database.sdk, api.now)).signingKey.keyId).toBe(keyId);
  });
});
