import type { DynamoDb } from '../../shared/dynamodb.ts';
import { organizationPrimaryKey } from '../../shared/organizations/organization.ts';
import { readOrganization } from '../../shared/organizations/read-organization.ts';
import { cancelRetirement } from '../../shared/secrets/cancel-retirement.ts';
import { disableSecret } from '../../shared/secrets/disable-secret.ts';
import { enableSecret } from '../../shared/secrets/enable-secret.ts';
import { limitSecret } from '../../shared/secrets/limit-secret.ts';
import { rotateSecret } from '../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../shared/secrets/schedule-retirement.ts';
import type { SecretRefusal } from '../../shared/secrets/secret.ts';
import { keyMapOf, type SecretLifecycle } from '../../shared/secrets/secret-lifecycle.ts';
import { secretStatus } from '../../shared/secrets/secret-status.ts';
import {
  describeLifecycle,
  type Expected,
  type LifecycleOperation,
  type LifecycleState,
  lifecycleStates,
  tableNow,
} from './lifecycle-table.ts';
import type { Store } from './stores.ts';

type Verb = (
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
  now?: number,
) => Promise<{ ok: true; changed?: boolean } | { ok: false; reason: SecretRefusal }>;

const rotate =
  (overlapHours: number): Verb =>
  (dynamodb, id, secretId, now = tableNow) =>
    rotateSecret(dynamodb, id, { secretId, overlapHours, limits: 'inherit', actor: 'admin', now });

/** The operations of the state table, as verbs on a table. */
export const verbs: Record<LifecycleOperation, Verb> = {
  disable: (dynamodb, id, secretId, now = tableNow) => disableSecret(dynamodb, id, { secretId, now }),
  'disable for 30 minutes': (dynamodb, id, secretId, now = tableNow) =>
    disableSecret(dynamodb, id, { secretId, minutes: 30, now }),
  'disable for 120 minutes': (dynamodb, id, secretId, now = tableNow) =>
    disableSecret(dynamodb, id, { secretId, minutes: 120, now }),
  enable: (dynamodb, id, secretId, now = tableNow) => enableSecret(dynamodb, id, { secretId, now }),
  'schedule in 2 hours': (dynamodb, id, secretId, now = tableNow) =>
    scheduleRetirement(dynamodb, id, {
      secretId,
      retiresAt: new Date(tableNow + 7_200_000).toISOString(),
      now,
    }),
  cancel: (dynamodb, id, secretId, now = tableNow) => cancelRetirement(dynamodb, id, { secretId, now }),
  limit: (dynamodb, id, secretId, now = tableNow) =>
    limitSecret(dynamodb, id, { secretId, limits: { hosts: ['staging.example.com'] }, now }),
  'rotate at once': rotate(0),
  'rotate with 2 hours': rotate(2),
};

/** An organization with a secret in a state, and its successor. */
export async function secretIn(store: Store, state: LifecycleState) {
  const id = await store.organization();
  const { secret, secretKey } = await store.secret(id, 'Old');
  const successorId = (await store.secret(id, 'New')).secret.id;
  await putState(store.dynamodb, id, { secretId: secret.id, successorId, state });
  return { id, secretId: secret.id, secretKey };
}

/** Puts a secret into a state of the table, as if operations had led there. */
async function putState(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, successorId, state }: { secretId: string; successorId: string; state: LifecycleState },
): Promise<void> {
  const entry: SecretLifecycle | undefined = lifecycleStates[state];
  if (entry === undefined) return;
  const lifecycle = entry.replacedBy === 'SUCCESSOR' ? { ...entry, replacedBy: successorId } : entry;
  const map = keyMapOf(lifecycle);
  await dynamodb({
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: organizationPrimaryKey(organizationId),
      UpdateExpression: `SET #lifecycle.#id = :lifecycle${map === 'keys' ? '' : ', #map.#id = #keys.#id REMOVE #keys.#id'}`,
      ExpressionAttributeNames: {
        '#lifecycle': 'lifecycle',
        '#id': secretId,
        ...(map === 'keys' ? {} : { '#map': map, '#keys': 'keys' }),
      },
      ExpressionAttributeValues: { ':lifecycle': lifecycle },
      ReturnValues: 'NONE',
    },
  });
}

/** What an operation led to, in the words of the table. */
export async function outcomeOf(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
  result: Awaited<ReturnType<Verb>>,
): Promise<Expected | SecretRefusal> {
  if (!result.ok) return result.reason;
  if (result.changed === false) return 'no change';
  const organization = await readOrganization(dynamodb, organizationId);
  const lifecycle = organization?.lifecycle[secretId] ?? {};
  return describeLifecycle(secretStatus(lifecycle, tableNow), lifecycle);
}
