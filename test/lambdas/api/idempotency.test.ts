import { describe, expect, it } from 'vitest';
import { type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { adminOf } from '../../support/admin.ts';
import { apiClient } from '../../support/api.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();

const body = { name: 'Production' };
const viewer = { contentPath: '/', externalId: 'ada', name: 'Ada' };

async function organization() {
  const { organizationId, api } = await adminOf(database);
  const create = (changes: object = {}) =>
    api.call('create-secret', { organizationId, body, idempotencyKey: 'key-1', ...changes });
  const secrets = async () =>
    Object.keys((await readOrganization(database.sdk, organizationId))?.secrets ?? {});
  return { organizationId, api, create, secrets };
}

describe('create-secret with an Idempotency-Key', () => {
  it('creates one secret and returns it, with its key, however often it is repeated', async () => {
    const { create, secrets } = await organization();
    const first = await create();
    expect(first.status).toBe(201);
    expect(await create()).toMatchObject({ status: 201, body: first.body });
    expect(await create()).toMatchObject({ status: 201, body: first.body });
    expect(await secrets()).toEqual([first.body.id]);
  });

  it('creates one secret of many requests at once, and returns its one key to all', async () => {
    const { create, secrets } = await organization();
    const responses = await Promise.all(Array.from({ length: 6 }, () => create()));
    const keys = new Set(responses.map((response) => `${response.status} ${response.body.secretKey}`));
    expect(keys.size).toBe(1);
    expect(await secrets()).toHaveLength(1);
  });

  it('returns the secret as it is now, and leaves an event that its key was revealed', async () => {
    const { organizationId, api, create } = await organization();
    const { body: secret } = await create();
    await api.call('rename-secret', { organizationId, secretId: secret.id, body: { name: 'Staging' } });
    api.now += 1;
    expect((await create()).body).toMatchObject({
      id: secret.id,
      name: 'Staging',
      secretKey: secret.secretKey,
    });
    const { body: events } = await api.call('list-events', { organizationId });
    expect(events.records[0]).toMatchObject({ type: 'secret_revealed', secretId: secret.id });
  });

  it('returns it although the organization has 50 secrets by now', async () => {
    const { organizationId, api, create } = await organization();
    const { body: secret } = await create();
    for (let index = 1; index < 50; index++) {
      await api.call('create-secret', { organizationId, body: { name: `${index}` } });
    }
    expect(await create()).toMatchObject({ status: 201, body: { id: secret.id } });
  });

  it('refuses the same key with another body', async () => {
    const { create, secrets } = await organization();
    await create();
    expect(await create({ body: { name: 'Staging' } })).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await secrets()).toHaveLength(1);
  });

  it('never creates again what was deleted', async () => {
    const { organizationId, api, create, secrets } = await organization();
    const { body: secret } = await create();
    await api.call('delete-secret', { organizationId, secretId: secret.id });
    expect(await create()).toMatchObject({ status: 409, body: { code: 'idempotency_target_gone' } });
    expect(await secrets()).toEqual([]);
  });

  it('creates another secret after 24 hours', async () => {
    const { api, create, secrets } = await organization();
    await create();
    api.now += 86_400_000;
    expect((await create()).status).toBe(201);
    expect(await secrets()).toHaveLength(2);
  });

  it.each(['', 'with space', 'é', 'x'.repeat(256)])(
    'refuses the malformed key %j',
    async (idempotencyKey) => {
      const { create, secrets } = await organization();
      expect(await create({ idempotencyKey })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'Idempotency-Key' }] },
      });
      expect(await secrets()).toEqual([]);
    },
  );

  it('creates one secret although the function dies at any point, before or after a request was sent', async () => {
    for (const sent of [false, true]) {
      for (let point = 1; point <= 10; point++) {
        const { organizationId, create, secrets } = await organization();
        let requests = 0;
        const dying: DynamoDb = async (request, budget) => {
          requests++;
          if (requests < point) return await database.sdk(request, budget);
          if (requests === point && sent) await database.sdk(request, budget);
          throw new TableUnavailableError('the function is dead');
        };
        const call = { organizationId, body, idempotencyKey: 'key-1' };
        const first = await apiClient(dying).call('create-secret', call);
        const second = await create();
        expect(second.status).toBe(201);
        expect(await secrets()).toEqual([second.body.id]);
        if (first.status === 201) expect(first.body).toEqual(second.body);
        expect((await readOrganization(database.sdk, organizationId))?.keys[second.body.id]).toBe(
          second.body.secretKey,
        );
      }
    }
  });
});

describe('rotate-secret with an Idempotency-Key', () => {
  it('creates one successor and returns it, with its key, however often it is repeated', async () => {
    const { organizationId, api, create, secrets } = await organization();
    const { body: secret } = await create();
    const rotate = (headers: { idempotencyKey?: string }) =>
      api.call('rotate-secret', { organizationId, secretId: secret.id, body: {}, ...headers });
    const first = await rotate({ idempotencyKey: 'key-2' });
    expect(first.status).toBe(201);
    expect(await rotate({ idempotencyKey: 'key-2' })).toMatchObject({ status: 201, body: first.body });
    expect(await secrets()).toHaveLength(2);
    for (const other of [{ idempotencyKey: 'key-3' }, {}]) {
      expect(await rotate(other)).toMatchObject({ status: 409, body: { code: 'already_replaced' } });
    }
  });
});

describe('create-session with an Idempotency-Key', () => {
  const create = async (changes: object = {}) => {
    const { organizationId, api } = await organization();
    const call = (more: object = {}) =>
      api.call('create-session', {
        organizationId,
        body: viewer,
        idempotencyKey: 'key-1',
        ...changes,
        ...more,
      });
    return { api, call };
  };

  it('creates one session and returns it again', async () => {
    const { api, call } = await create();
    const first = await call();
    api.now += 60_000;
    expect(await call()).toMatchObject({ status: 201, body: first.body });
  });

  it('returns the same id, and nothing new, once its 5 minutes are over', async () => {
    const { api, call } = await create();
    const first = await call();
    api.now += 3_600_000;
    expect(await call()).toMatchObject({ status: 201, body: first.body });
  });

  it('refuses the same key for another viewer', async () => {
    const { call } = await create();
    await call();
    expect(await call({ body: { ...viewer, externalId: 'bob' } })).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused' },
    });
  });
});

describe('rotate-secret with an Idempotency-Key', () => {
  it('rotates once and returns the new key, however often it is repeated', async () => {
    const { organizationId, api, create, secrets } = await organization();
    const { body: old } = await create();
    const rotate = (idempotencyKey: string) =>
      api.call('rotate-secret', { organizationId, secretId: old.id, body: {}, idempotencyKey });
    const first = await rotate('key-2');
    expect(first.status).toBe(201);
    expect(await rotate('key-2')).toMatchObject({ status: 201, body: first.body });
    expect(await secrets()).toEqual([old.id, first.body.id]);
    expect(await rotate('key-3')).toMatchObject({ status: 409, body: { code: 'already_replaced' } });
  });
});
