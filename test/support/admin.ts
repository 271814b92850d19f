import { expect } from 'vitest';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { apiClient } from './api.ts';
import { uniqueOrganizationId } from './dynamodb.ts';

/** A new organization, and the API as its admin calls it. */
export async function adminOf({ sdk }: { sdk: DynamoDb }, { embedEnabled = true } = {}) {
  const organizationId = uniqueOrganizationId();
  const api = apiClient(sdk);
  const put = await api.call('put-organization', { organizationId, body: { embedEnabled } });
  expect(put).toMatchObject({ status: 200, body: { organizationId, embedEnabled } });
  const create = async (name = 'Production') =>
    (await api.call('create-secret', { organizationId, body: { name } })).body;
  return { organizationId, api, create };
}
