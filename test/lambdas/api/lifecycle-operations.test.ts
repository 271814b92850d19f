import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { secretAdmin } from '../../support/admin.ts';
import { unknownId } from '../../support/stores.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();
const organization = () => secretAdmin(database);

describe('every operation of the lifecycle', () => {
  const all: readonly [OperationId, unknown?][] = [
    ['get-secret'],
    ['rotate-secret', {}],
    ['schedule-retirement', { retiresAt: '2027-01-01T00:00:00Z' }],
    ['cancel-retirement'],
    ['disable-secret', {}],
    ['enable-secret'],
    ['limit-secret', {}],
  ];

  it.each(all)('%s: 404 for an unknown or malformed id, 403 while Embed is off', async (operation, body) => {
    const { organizationId, api, call } = await organization();
    for (const id of [unknownId, 'not-an-id']) {
      expect(await call(operation, body, id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    await api.call('put-organization', { organizationId, body: { embedEnabled: false } });
    expect(await call(operation, body)).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
    expect((await call('delete-secret')).status).toBe(200);
  });

  it.each(all)('%s: rejects unknown members', async (operation) => {
    const { call } = await organization();
    expect((await call(operation, { surprise: true })).status).toBe(400);
  });
});
