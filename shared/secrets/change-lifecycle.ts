import { conditionalWrite, type DynamoDb, TableUnavailableError, type UpdateItem } from '../dynamodb.ts';
import { type OrganizationWithoutKeys, organizationPrimaryKey } from '../organizations/organization.ts';
import { createMaps } from '../organizations/organization-maps.ts';
import { readOrganizationWithoutKeys } from '../organizations/read-organization-without-keys.ts';
import type { Transition } from './lifecycle-transitions.ts';
import { type LifecycleUpdate, lifecycleUpdate, withNewRevision } from './lifecycle-update.ts';
import { type Secret, type SecretRefusal, secretOf } from './secret.ts';
import type { SecretLifecycle } from './secret-lifecycle.ts';

/** `changed` is false if the secret already was as demanded. */
export type LifecycleChange =
  | { ok: true; changed: boolean; secret: Secret }
  | { ok: false; reason: SecretRefusal };

const maxAttempts = 4;

/**
 * Applies a transition to a secret's lifecycle. The update's condition holds only in the very state that the
 * transition was computed from, so of two changes at once one is computed again, from what the other one made.
 *
 * @param options.transition pure: it is called again for each attempt
 */
export async function changeLifecycle(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    secretId,
    transition,
  }: {
    secretId: string;
    transition: (lifecycle: SecretLifecycle, organization: OrganizationWithoutKeys) => Transition;
  },
): Promise<LifecycleChange> {
  let written: SecretLifecycle | undefined;
  let changed = false;
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
    if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
    const secret = secretOf(organization, secretId);
    // A response can be another request's, and one can be lost: only the item tells whether it was written.
    if (secret !== undefined && written !== undefined && secret.lifecycle.revision === written.revision) {
      return { ok: true, changed: true, secret };
    }
    if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
    if (secret === undefined) return { ok: false, reason: 'unknown_secret' };
    const before = organization.lifecycle[secretId] ?? {};
    const next = transition(before, organization);
    if (next.outcome === 'refused') return { ok: false, reason: next.reason };
    if (next.outcome === 'unchanged') return { ok: true, changed, secret };

    written = withNewRevision(next.lifecycle);
    const update = lifecycleUpdate(before, written);
    if (await conditionalWrite(dynamodb, changeLifecycleRequest(organizationId, secretId, update)))
      changed = true;
    else if (attempt === 1) await createMaps(dynamodb, organizationId, update.maps);
  }
  throw new TableUnavailableError('the secret changed meanwhile');
}

const changeLifecycleRequest = (
  organizationId: string,
  secretId: string,
  { clause, conditions, names, values }: LifecycleUpdate,
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: `SET ${clause}`,
    ConditionExpression: ['#embedEnabled = :true', ...conditions].join(' AND '),
    ExpressionAttributeNames: { '#embedEnabled': 'embedEnabled', '#id': secretId, ...names },
    ExpressionAttributeValues: { ':true': true, ...values },
    // A moved key must not be in the response.
    ReturnValues: 'NONE',
  },
});
