import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contract/operations.ts';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { adminOf } from '../../support/admin.ts';
import { type ApiCall, adminArn, apiClient } from '../../support/api.ts';
import { unknownId } from '../../support/stores.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();

const viewer = { contentPath: '/', externalId: 'ada', name: 'Ada' };

async function organization(dynamodb: DynamoDb = database.sdk) {
  const { organizationId, api: setUp, create } = await adminOf(database);
  setUp.now += 1;
  const secret = await create();
  const api = apiClient(dynamodb);
  api.now = setUp.now;
  const call = (id: OperationId, options: ApiCall = {}) => {
    // Events of one millisecond have no order.
    api.now += 1;
    return api.call(id, { organizationId, ...options });
  };
  const events = async (): Promise<EventRecord[]> => {
    const { body } = await setUp.call('list-events', { organizationId });
    return body.records;
  };
  return {
    organizationId,
    secretId: secret.id as string,
    secretKey: secret.secretKey as string,
    call,
    events,
    api,
  };
}

const isEventsTable = (request: Parameters<DynamoDb>[0]): boolean =>
  'TableName' in request.input && request.input.TableName === 'EmbedEvents';

describe('the audit trail', () => {
  it('has an event for every change and every reveal, newest first', async () => {
    const { secretId, call, events } = await organization();
    const { body: session } = await call('create-session', { body: viewer });
    await call('reveal-secret', { secretId });
    await call('rename-secret', { secretId, body: { name: 'Staging' } });
    await call('update-settings', { body: { sessionLengthHours: 2 } });
    await call('end-session', { sessionId: session.sessionId });
    await call('end-all-sessions');
    await call('delete-secret', { secretId });
    await call('put-organization', { body: { embedEnabled: false } });
    await call('put-organization', { body: { embedEnabled: true } });
    expect((await events()).map(({ type, secretName, details }) => [type, secretName, details])).toEqual([
      ['embed_enabled', undefined, { revokeSecrets: false }],
      ['embed_disabled', undefined, { revokeSecrets: false }],
      ['secret_deleted', 'Staging', undefined],
      ['sessions_ended', undefined, undefined],
      ['session_ended', undefined, { sessionId: session.sessionId }],
      ['settings_updated', undefined, { members: 'sessionLengthHours' }],
      ['secret_renamed', 'Production', { newName: 'Staging' }],
      ['secret_revealed', 'Production', undefined],
      ['secret_created', 'Production', undefined],
      ['embed_enabled', undefined, { revokeSecrets: false }],
    ]);
  });

  it('says who did what to which secret, when and in which request, and never a key', async () => {
    const { secretId, secretKey, call, events } = await organization();
    await call('reveal-secret', { secretId });
    const recorded = await events();
    expect(recorded[0]).toEqual({
      id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      at: '2026-01-01T00:00:00.002Z',
      type: 'secret_revealed',
      actor: adminArn,
      outcome: 'succeeded',
      secretId,
      secretName: 'Production',
      requestId: 'request-1',
    });
    expect(JSON.stringify(recorded)).not.toContain(secretKey);
  });

  it('has no event for a request that is refused, or that changes nothing', async () => {
    const { secretId, call, events } = await organization();
    await call('delete-secret', { secretId });
    const before = await events();
    await call('delete-secret', { secretId });
    await call('delete-secret', { secretId: unknownId });
    await call('rename-secret', { secretId, body: { name: 'Staging' } });
    await call('reveal-secret', { secretId });
    await call('end-session', { sessionId: `s.${'0'.repeat(32)}` });
    await call('update-settings', { body: {} });
    await call('put-organization', { body: { embedEnabled: true } });
    expect(await events()).toEqual(before);
  });

  it('has no event of a secret that was one too many', async () => {
    const { call, events } = await organization();
    for (let index = 1; index < 50; index++) await call('create-secret', { body: { name: `${index}` } });
    expect(await call('create-secret', { body: { name: 'too many' } })).toMatchObject({ status: 409 });
    const names = (await events()).map(({ secretName }) => secretName);
    expect(names).not.toContain('too many');
  });

  it('is listed by secret', async () => {
    const { secretId, call } = await organization();
    await call('create-secret', { body: { name: 'Another' } });
    await call('rename-secret', { secretId, body: { name: 'Staging' } });
    const { body } = await call('list-events', { query: { secretId } });
    expect(body.records.map(({ type }: EventRecord) => type)).toEqual(['secret_renamed', 'secret_created']);
    expect(await call('list-events', { query: { cursor: 'x' } })).toMatchObject({ status: 400 });
  });

  it('filters by period, in any offset, and by actor', async () => {
    const { secretId, call, api } = await organization();
    api.now += 3_600_000;
    await call('rename-secret', { secretId, body: { name: 'Staging' } });
    const list = async (query: Record<string, string>) => {
      const { body } = await call('list-events', { query });
      return body.records.map(({ type }: EventRecord) => type);
    };
    expect(await list({ from: '2026-01-01T02:00:00+01:00' })).toEqual(['secret_renamed']);
    expect(await list({ to: '2026-01-01T01:00:00Z' })).not.toContain('secret_renamed');
    expect(await list({ from: '2026-01-01T01:00:00Z', actor: adminArn })).toEqual(['secret_renamed']);
    expect(await list({ actor: 'mallory' })).toEqual([]);
    expect(await call('list-events', { query: { from: '2026-02-30', to: 'x', actor: '' } })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'actor' }, { field: 'from' }, { field: 'to' }] },
    });
  });
});

describe('while the audit trail can not be written', () => {
  const withoutEvents: DynamoDb = (request, budget) =>
    isEventsTable(request)
      ? Promise.reject(new TableUnavailableError('the events are down'))
      : database.sdk(request, budget);

  it('refuses every change and reveal with 503, and changes nothing', async () => {
    const { organizationId, secretId, call } = await organization(withoutEvents);
    const before = await readOrganization(database.sdk, organizationId);
    for (const refused of [
      await call('create-secret', { body: { name: 'x' } }),
      await call('rename-secret', { secretId, body: { name: 'x' } }),
      await call('reveal-secret', { secretId }),
      await call('rotate-secret', { secretId, body: {} }),
      await call('schedule-retirement', { secretId, body: { retiresAt: '2027-01-01T00:00:00Z' } }),
      await call('cancel-retirement', { secretId }),
      await call('enable-secret', { secretId }),
      await call('limit-secret', { secretId, body: { paths: ['/d'] } }),
      await call('update-settings', { body: { sessionLengthHours: 2 } }),
      await call('end-all-sessions'),
      await call('put-organization', { body: { embedEnabled: false } }),
    ]) {
      expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    }
    expect(await readOrganization(database.sdk, organizationId)).toEqual(before);
  });

  it('disables a secret all the same, and logs that the event is missing', async () => {
    const { organizationId, secretId, call, api } = await organization(withoutEvents);
    expect(await call('disable-secret', { secretId, body: {} })).toMatchObject({ status: 200 });
    expect(await readOrganization(database.sdk, organizationId)).toMatchObject({ keys: {} });
    expect(api.log).toContainEqual(
      expect.objectContaining({ event: 'event_not_recorded', type: 'secret_disabled', secretId }),
    );
  });

  it('deletes a secret all the same, and logs that the event is missing', async () => {
    const { organizationId, secretId, call, api } = await organization(withoutEvents);
    expect(await call('delete-secret', { secretId })).toMatchObject({ status: 200 });
    expect(await readOrganization(database.sdk, organizationId)).toMatchObject({ keys: {} });
    expect(api.log).toContainEqual(
      expect.objectContaining({ event: 'event_not_recorded', type: 'secret_deleted', secretId }),
    );
  });

  it.each(['delete-secret', 'disable-secret'] as const)(
    '%s takes less than three seconds while the audit trail is silent',
    async (operation) => {
      const silent: DynamoDb = (request, budget) =>
        isEventsTable(request) ? new Promise<never>(() => undefined) : database.sdk(request, budget);
      const { secretId, call } = await organization(silent);
      const startedAt = performance.now();
      const body = operation === 'disable-secret' ? { body: {} } : {};
      expect(await call(operation, { secretId, ...body })).toMatchObject({ status: 200 });
      expect(performance.now() - startedAt).toBeLessThan(3000);
    },
  );
});
