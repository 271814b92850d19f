import { describe, expect, it } from 'vitest';
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
});
