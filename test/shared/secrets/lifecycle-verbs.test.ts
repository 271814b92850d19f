import { describe, expect, it } from 'vitest';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { readSecretKey } from '../../../shared/secrets/read-secret-key.ts';
import { renameSecret } from '../../../shared/secrets/rename-secret.ts';
import { keyMapOf } from '../../../shared/secrets/secret-lifecycle.ts';
import { secretStatus } from '../../../shared/secrets/secret-status.ts';
import { secretStatusRefusal } from '../../../shared/secrets/verification-keys.ts';
import { outcomeOf, secretIn, verbs } from '../../support/lifecycle-stores.ts';
import {
  type LifecycleState,
  lifecycleOperations,
  lifecycleStates,
  lifecycleTable,
  tableNow,
} from '../../support/lifecycle-table.ts';
import { describeStores } from '../../support/stores.ts';

const states = Object.keys(lifecycleStates) as LifecycleState[];
const keyMaps = ['keys', 'disabledKeys', 'retiredKeys'] as const;

describeStores('the state table', (store) => {
  describe.each(states)('%s', (state) => {
    it.each(lifecycleOperations)('%s', async (operation) => {
      const { id, secretId, secretKey } = await secretIn(store, state);
      const result = await verbs[operation](store.dynamodb, id, secretId);
      expect(await outcomeOf(store.dynamodb, id, secretId, result)).toBe(lifecycleTable[state][operation]);

      const organization = await readOrganization(store.dynamodb, id);
      if (organization === undefined) throw new Error('no organization');
      const lifecycle = organization.lifecycle[secretId] ?? {};
      const holding = keyMaps.filter((map) => organization[map][secretId] === secretKey);
      expect(holding).toEqual([keyMapOf(lifecycle)]);
      const status = secretStatus(lifecycle, tableNow);
      expect(secretStatusRefusal(organization, secretId, tableNow)).toBe(
        status === 'disabled' || status === 'retired' ? `secret_${status}` : undefined,
      );
    });

    it('can be read, renamed and deleted, which touches no other secret', async () => {
      const { id, secretId, secretKey } = await secretIn(store, state);
      expect(await readSecretKey(store.dynamodb, id, secretId)).toBe(secretKey);
      const change = { secretId, name: 'Renamed', now: tableNow };
      const before = (await readOrganization(store.dynamodb, id))?.lifecycle;
      expect(await renameSecret(store.dynamodb, id, change)).toMatchObject({ ok: true });
      expect((await readOrganization(store.dynamodb, id))?.lifecycle).toEqual(before);

      expect(
        await deleteSecret(store.dynamodb, id, { secretId, actor: 'admin', now: tableNow }),
      ).toMatchObject({
        ok: true,
        deletion: { name: 'Renamed' },
      });
      expect(JSON.stringify(await readOrganization(store.dynamodb, id))).not.toContain(secretKey);
      const after = await readOrganization(store.dynamodb, id);
      const { [secretId]: _, ...others } = before ?? {};
      expect(after?.lifecycle).toEqual(others);
      for (const operation of lifecycleOperations) {
        expect(await verbs[operation](store.dynamodb, id, secretId)).toEqual({
          ok: false,
          reason: 'unknown_secret',
        });
      }
    });
  });
});
