import { describe, expect, it } from 'vitest';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { secretIn, verbs } from '../../support/lifecycle-stores.ts';
import {
  type LifecycleOperation,
  type LifecycleState,
  lifecycleOperations,
  lifecycleStates,
  tableNow,
} from '../../support/lifecycle-table.ts';
import { describeStores, type Store, storeOf } from '../../support/stores.ts';
import { useDatabase } from '../../support/use-database.ts';

const states = Object.keys(lifecycleStates) as LifecycleState[];

/** Interleaves every operation with every other one, and expects what the second to write would lead to on its own. */
function testPairs(store: Store, states: readonly LifecycleState[]): void {
  async function run(
    state: LifecycleState,
    [one, other]: readonly LifecycleOperation[],
    interleaved: boolean,
  ) {
    const { id, secretId } = await secretIn(store, state);
    const outcomes: string[] = [];
    const act = async (operation: LifecycleOperation | undefined, dynamodb: DynamoDb): Promise<void> => {
      if (operation === undefined) return;
      const result = await verbs[operation](dynamodb, id, secretId);
      outcomes.push(result.ok ? 'ok' : result.reason);
    };
    let pending = interleaved;
    const interrupted: DynamoDb = async (request) => {
      if (request.operation === 'UpdateItem' && pending) {
        pending = false;
        await act(other, store.dynamodb);
      }
      return await store.dynamodb(request);
    };
    if (!interleaved) await act(other, store.dynamodb);
    await act(one, interrupted);
    // It had nothing to write, so there was nothing to interrupt.
    if (pending) return undefined;

    const organization = await readOrganization(store.dynamodb, id);
    const { revision: _, replacedBy, ...lifecycle } = organization?.lifecycle[secretId] ?? {};
    const replaced = replacedBy === undefined ? undefined : organization?.secrets[replacedBy] !== undefined;
    return { outcomes, lifecycle, replaced, secrets: Object.keys(organization?.secrets ?? {}).length };
  }

  describe.each(states)('on a secret that is %s', (state) => {
    it.each(lifecycleOperations)(
      '%s reads, another one happens, then it writes: as if it had come second',
      async (one) => {
        const pairs = lifecycleOperations.map(async (other) => {
          const interleaved = await run(state, [one, other], true);
          if (interleaved === undefined) return;
          expect([other, interleaved]).toEqual([other, await run(state, [one, other], false)]);
        });
        await Promise.all(pairs);
      },
      20_000,
    );
  });
}

describeStores('two operations at once', (store) => testPairs(store, ['disabled for an hour']));

describe('two operations at once, in every other state', () => {
  // What happens doesn't depend on the transport.
  const database = useDatabase();
  testPairs(
    storeOf(() => database.sdk),
    states.filter((state) => state !== 'disabled for an hour'),
  );
});

describeStores('a retirement that two clocks, 5 seconds apart, see differently', (store) => {
  const retiresAt = tableNow + 3_600_000;

  it.each(['cancel', 'schedule in 2 hours', 'disable', 'enable', 'limit', 'rotate with 2 hours'] as const)(
    '%s is decided by the clock that makes the change',
    async (operation) => {
      for (const now of [retiresAt - 5000, retiresAt - 1, retiresAt, retiresAt + 5000]) {
        const { id, secretId } = await secretIn(store, 'retiring');
        const result = await verbs[operation](store.dynamodb, id, secretId, now);
        if (now < retiresAt) expect(result).toMatchObject({ ok: true });
        else expect(result).toEqual({ ok: false, reason: 'already_retired' });
      }
    },
  );
});
