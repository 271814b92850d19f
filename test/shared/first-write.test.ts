import { describe, expect, it } from 'vitest';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { readEnvironmentKeys } from '../../shared/environment/read-environment-keys.ts';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import type { OrganizationWithoutKeys } from '../../shared/organizations/organization.ts';
import { readOrganizationWithoutKeys } from '../../shared/organizations/read-organization-without-keys.ts';
import { readDeletion } from '../../shared/secrets/read-deletion.ts';
import { recordDeletion } from '../../shared/secrets/record-deletion.ts';
import { describeStores, now, unknownId } from '../support/stores.ts';
import { useDatabase } from '../support/use-database.ts';

describe('the first environment keys', () => {
  const database = useDatabase();

  it('are never overwritten, though several calls found none', async () => {
    // All calls read before any of them writes.
    const { promise: allHaveRead, resolve } = Promise.withResolvers<void>();
    let readers = 0;
    const together = (): DynamoDb => {
      let reads = 0;
      return async (request) => {
        const response = await database.sdk(request);
        if (request.operation === 'GetItem' && ++reads === 1) {
          if (++readers === 4) resolve();
          await allHaveRead;
        }
        return response;
      };
    };
    const rotated = await Promise.all(
      Array.from({ length: 4 }, () => rotateEnvironmentKeys(together(), now)),
    );
    const { jwks, signingKey } = await readEnvironmentKeys(database.sdk, now);
    const ids = rotated.map(({ keyId }) => keyId);
    expect(jwks.keys.map(({ kid }) => kid).sort()).toEqual(ids.sort());
    const [first, ...others] = rotated.filter(({ activeAt }) => Date.parse(activeAt) === now);
    expect(others).toEqual([]);
    expect(signingKey.keyId).toBe(first?.keyId);
  });
});

describeStores('the first record of a deletion', (store) => {
  it('is never overwritten', async () => {
    const id = await store.organization();
    const first = { name: 'Leaked', deletedAt: '2026-01-01T00:00:05.000Z', deletedBy: 'admin' };
    const second = { name: 'Other', deletedAt: '2026-01-01T00:00:09.000Z', deletedBy: 'another admin' };
    await recordDeletion(store.dynamodb, id, { secretId: unknownId, pending: first });
    await recordDeletion(store.dynamodb, id, { secretId: unknownId, pending: second });
    const organization = (await readOrganizationWithoutKeys(store.dynamodb, id)) as OrganizationWithoutKeys;
    const deletion = await readDeletion(store.dynamodb, id, { secretId: unknownId, organization });
    expect(deletion).toEqual({ id: unknownId, ...first });
  });
});
