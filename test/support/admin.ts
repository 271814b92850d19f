import { expect } from 'vitest';
import type { OperationId } from '../../shared/contract/operations.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { type ApiCall, apiClient } from './api.ts';
import { testViewer } from './builders.ts';
import { uniqueOrganizationId } from './dynamodb.ts';

/** A new organization, and the API as its admin and the operator call it. */
export async function adminOf({ sdk }: { sdk: DynamoDb }, { embedEnabled = true } = {}) {
  const organizationId = uniqueOrganizationId();
  const api = apiClient(sdk);
  const call = (id: OperationId, options?: ApiCall) => api.call(id, { organizationId, ...options });
  const put = (body: unknown) => call('put-organization', { body });
  expect(await put({ embedEnabled })).toMatchObject({ status: 200, body: { organizationId, embedEnabled } });
  const create = async (name = 'Production') => (await call('create-secret', { body: { name } })).body;
  return { organizationId, api, call, put, create };
}

/** The same with a secret, and the operations on it. */
export async function secretAdmin(database: { sdk: DynamoDb }) {
  const { organizationId, api, create: createNamed } = await adminOf(database);
  const start = api.now;
  const { id: secretId, secretKey } = await createNamed();
  const create = async (body: object = { name: 'Production' }) =>
    (await api.call('create-secret', { organizationId, body })).body;
  const call = (id: OperationId, body?: unknown, one: string = secretId) =>
    api.call(id, { organizationId, secretId: one, body });
  const records = async () => (await api.call('list-secrets', { organizationId })).body.records;
  /** A time, in milliseconds after the secret was created. */
  const at = (ms: number): string => new Date(start + ms).toISOString();
  const generate = (body: object) =>
    api.call('generate-url', { organizationId, body: { ...testViewer, contentPath: '/d/1', ...body } });
  return { organizationId, api, secretId, secretKey, create, call, records, at, generate };
}
