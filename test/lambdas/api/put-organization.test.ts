import { describe, expect, it } from 'vitest';
import { type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { adminOf } from '../../support/admin.ts';
import { adminArn } from '../../support/api.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();

/** An organization with secrets. */
async function organization(secrets = 3, sdk: DynamoDb = database.sdk) {
  const { organizationId, api, put, create } = await adminOf({ sdk });
  const created = [];
  for (let index = 0; index < secrets; index++) created.push(await create(`secret ${index}`));
  return { organizationId, api, put, created };
}

describe('put-organization with revokeSecrets', () => {
  it('turns Embed off and deletes every secret', async () => {
    const { organizationId, api, put, created } = await organization();
    api.now += 60_000;
    expect(await put({ embedEnabled: false, revokeSecrets: true })).toMatchObject({
      status: 200,
      body: { organizationId, embedEnabled: false },
    });
    expect(await readOrganization(database.sdk, organizationId)).toMatchObject({
      embedEnabled: false,
      secrets: {},
      keys: {},
    });
    for (const { id, name } of created) {
      expect(await api.call('delete-secret', { organizationId, secretId: id })).toMatchObject({
        status: 200,
        body: { id, name, deletedAt: '2026-01-01T00:01:00.000Z', deletedBy: adminArn },
      });
    }
    await put({ embedEnabled: true });
    const { body } = await api.call('list-secrets', { organizationId });
    expect(body).toEqual({ records: [] });
  });

  it('deletes disabled and retired secrets, and the lifecycle of all', async () => {
    const { organizationId, api, put, created } = await organization();
    const [disabled, leaked] = created;
    await api.call('disable-secret', { organizationId, secretId: disabled.id });
    await api.call('rotate-secret', { organizationId, secretId: leaked.id, body: { overlapHours: 0 } });
    expect(await put({ embedEnabled: false, revokeSecrets: true })).toMatchObject({ status: 200 });
    const after = await readOrganization(database.sdk, organizationId);
    expect(after).toMatchObject({ secrets: {}, lifecycle: {}, keys: {}, disabledKeys: {}, retiredKeys: {} });
  });

  it('deletes fifty secrets', async () => {
    const { organizationId, put } = await organization(50);
    expect(await put({ embedEnabled: false, revokeSecrets: true })).toMatchObject({ status: 200 });
    expect(await readOrganization(database.sdk, organizationId)).toMatchObject({ secrets: {}, keys: {} });
  }, 20_000);

  it('keeps the record of a secret that was deleted before', async () => {
    const { organizationId, api, put, created } = await organization();
    const secretId = created[0].id;
    const first = await api.call('delete-secret', { organizationId, secretId });
    api.now += 60_000;
    await put({ embedEnabled: false, revokeSecrets: true });
    expect(await api.call('delete-secret', { organizationId, secretId })).toEqual(first);
  });

  it('is completed by calling it again, and keeps the time of the deletion', async () => {
    let fails = false;
    const { organizationId, api, put, created } = await organization(2, (request, budget) =>
      fails && request.operation === 'UpdateItem' && request.input.Key.partitionKey.startsWith('DELETED#')
        ? Promise.reject(new TableUnavailableError('TimeoutError'))
        : database.sdk(request, budget),
    );
    fails = true;
    expect(await put({ embedEnabled: false, revokeSecrets: true })).toMatchObject({ status: 503 });
    expect(await readOrganization(database.sdk, organizationId)).toMatchObject({ keys: {} });
    fails = false;
    api.now += 60_000;
    expect(await put({ embedEnabled: false, revokeSecrets: true })).toMatchObject({ status: 200 });
    const { body } = await api.call('delete-secret', { organizationId, secretId: created[0].id });
    expect(body).toMatchObject({ deletedAt: '2026-01-01T00:00:00.000Z' });
  });

  it.each([
    ['the secrets are not deleted', '#keys = :keys, #deletions'],
    ['Embed is not turned off', '#embedEnabled = :embedEnabled'],
  ])('fails if %s', async (_, swallowed) => {
    let swallows = false;
    const { put } = await organization(1, (request, budget) =>
      swallows && request.operation === 'UpdateItem' && request.input.UpdateExpression.includes(swallowed)
        ? Promise.resolve({})
        : database.sdk(request, budget),
    );
    swallows = true;
    expect(await put({ embedEnabled: false, revokeSecrets: true })).toMatchObject({ status: 503 });
  });

  it('needs Embed to be turned off', async () => {
    const { organizationId, put } = await organization(1);
    expect(await put({ embedEnabled: true, revokeSecrets: true })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'revokeSecrets' }] },
    });
    expect(await put({ embedEnabled: false, revokeSecrets: 'yes' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'revokeSecrets' }] },
    });
    const read = await readOrganization(database.sdk, organizationId);
    expect(Object.keys(read?.keys ?? {})).toHaveLength(1);
  });

  it('keeps the secrets unless it is true', async () => {
    const { organizationId, put } = await organization(1);
    expect(await put({ embedEnabled: false, revokeSecrets: false })).toMatchObject({ status: 200 });
    expect(await put({ embedEnabled: true, revokeSecrets: false })).toMatchObject({ status: 200 });
    const read = await readOrganization(database.sdk, organizationId);
    expect(Object.keys(read?.keys ?? {})).toHaveLength(1);
  });
});
