import { expect, it } from 'vitest';
import { type DynamoDb, type DynamoDbResponse, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { adminOf } from '../../support/admin.ts';
import { apiClient } from '../../support/api.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();

/** Reads of the counters, the only batches that list-secrets reads, go elsewhere. */
const withCounters =
  (read: () => Promise<DynamoDbResponse>): DynamoDb =>
  (request, budget) =>
    request.operation === 'BatchGetItem' ? read() : database.sdk(request, budget);

it.each<[string, () => Promise<DynamoDbResponse>]>([
  ['can’t be read', () => Promise.reject(new TableUnavailableError('throttled'))],
  [
    'are of another secret',
    async () => ({ Responses: { EmbedSessions: [{ partitionKey: 'USAGE#other' }] } }),
  ],
  ['never arrive', () => new Promise(() => undefined)],
])('lists the secrets if their counters %s, and doesn’t claim that they are unused', async (_, read) => {
  const { organizationId, create } = await adminOf(database);
  const { id } = await create();
  const api = apiClient(withCounters(read));
  const startedAt = performance.now();
  const { status, body } = await api.call('list-secrets', { organizationId });
  expect(performance.now() - startedAt).toBeLessThan(1500);
  expect({ status, body }).toMatchObject({ status: 200, body: { records: [{ id, status: 'active' }] } });
  expect(body.records[0]).not.toHaveProperty('usage');
  expect(body.records[0]).not.toHaveProperty('lastUsedAt');
  expect(api.log).toContainEqual({ event: 'usage_not_read', organizationId, requestId: 'request-1' });
});

it('fails if reading the counters is a mistake that repeating wouldn’t help', async () => {
  const { organizationId, create } = await adminOf(database);
  await create();
  const denied = Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
  const api = apiClient(withCounters(() => Promise.reject(denied)));
  expect((await api.call('list-secrets', { organizationId })).status).toBe(500);
});
