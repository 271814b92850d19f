import { describe, expect, it } from 'vitest';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { isSecretKey } from '../../../shared/secrets/secret-key.ts';
import { adminOf } from '../../support/admin.ts';
import { adminArn } from '../../support/api.ts';
import { useDatabase } from '../../support/use-database.ts';

const unknownId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const database = useDatabase();

describe('a secret', () => {
  it('is created with a key that is returned once, and masked in the list', async () => {
    const { organizationId, api } = await adminOf(database);
    const created = await api.call('create-secret', { organizationId, body: { name: '  Production ' } });
    const { secretKey, ...record } = created.body;
    expect(created.status).toBe(201);
    expect(isSecretKey(secretKey)).toBe(true);
    expect(record).toEqual({
      id: expect.any(String),
      name: 'Production',
      maskedKey: `esk_…${secretKey.slice(-4)}`,
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: adminArn,
      status: 'active',
    });
    const listed = await api.call('list-secrets', { organizationId });
    expect(listed).toMatchObject({ status: 200, body: { records: [record] } });
    expect(JSON.stringify(listed)).not.toContain(secretKey);
  });

  it('can be revealed, and the log says who revealed it, but not the key', async () => {
    const { organizationId, api, create } = await adminOf(database);
    const { id, secretKey } = await create();
    const revealed = await api.call('reveal-secret', { organizationId, secretId: id });
    expect(revealed).toMatchObject({ status: 200, body: { id, secretKey } });
    expect(api.log).toContainEqual({
      event: 'secret_revealed',
      organizationId,
      secretId: id,
      actor: adminArn,
      requestId: 'request-1',
    });
    expect(JSON.stringify(api.log)).not.toContain(secretKey);
  });

  it('keeps its key when it is renamed', async () => {
    const { organizationId, api, create } = await adminOf(database);
    const { id, secretKey, ...record } = await create();
    api.now += 60_000;
    const renamed = await api.call('rename-secret', {
      organizationId,
      secretId: id,
      body: { name: 'Staging' },
    });
    expect(renamed).toMatchObject({
      status: 200,
      body: { ...record, id, name: 'Staging', renamedAt: '2026-01-01T00:01:00.000Z' },
    });
    expect((await readOrganization(database.sdk, organizationId))?.keys).toEqual({ [id]: secretKey });
  });

  it('returns the same when it is deleted again', async () => {
    const { organizationId, api, create } = await adminOf(database);
    const { id } = await create();
    const deletion = { id, name: 'Production', deletedAt: '2026-01-01T00:00:00.000Z', deletedBy: adminArn };
    expect(await api.call('delete-secret', { organizationId, secretId: id })).toMatchObject({
      status: 200,
      body: deletion,
    });
    api.now += 60_000;
    expect(await api.call('delete-secret', { organizationId, secretId: id })).toMatchObject({
      status: 200,
      body: deletion,
    });
    for (const [operation, body] of [
      ['reveal-secret', undefined],
      ['rename-secret', { name: 'Back' }],
    ] as const) {
      expect(await api.call(operation, { organizationId, secretId: id, body })).toMatchObject({
        status: 404,
      });
    }
  });

  it('is rejected if the organization has fifty', async () => {
    const { organizationId, api, create } = await adminOf(database);
    // One by one: a busy machine may not serve 50 at once within the time that a request has.
    for (let created = 0; created < 50; created++) await create();
    const refused = await api.call('create-secret', { organizationId, body: { name: 'One more' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'secret_limit' } });
  }, 20_000);
});

describe('a request about secrets', () => {
  it('is 403 while Embed is off, from every operation on secrets but delete', async () => {
    const { organizationId, api } = await adminOf(database, { embedEnabled: false });
    for (const operation of ['list-secrets', 'create-secret', 'reveal-secret', 'rename-secret'] as const) {
      const refused = await api.call(operation, { organizationId, secretId: unknownId });
      expect(refused).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
    }
  });

  it('can be deleted while Embed is off, so that its key doesn’t come back when Embed is turned on', async () => {
    const { organizationId, api } = await adminOf(database);
    const { body: leaked } = await api.call('create-secret', { organizationId, body: { name: 'Leaked' } });
    await api.call('put-organization', { organizationId, body: { embedEnabled: false } });
    const remove = () => api.call('delete-secret', { organizationId, secretId: leaked.id });
    const deleted = await remove();
    expect(deleted).toMatchObject({ status: 200, body: { id: leaked.id, name: 'Leaked' } });
    expect(await remove()).toMatchObject({ status: 200, body: deleted.body });
    expect(await api.call('delete-secret', { organizationId, secretId: unknownId })).toMatchObject({
      status: 404,
    });
    await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
    const { body } = await api.call('list-secrets', { organizationId });
    expect(body.records).toEqual([]);
  });
});
