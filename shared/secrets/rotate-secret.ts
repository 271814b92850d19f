import {
  conditionalWrite,
  type DynamoDb,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { maxSecrets, organizationPrimaryKey } from '../organizations/organization.ts';
import { createMaps } from '../organizations/organization-maps.ts';
import { readOrganizationWithoutKeys } from '../organizations/read-organization-without-keys.ts';
import { moveKeyAccess } from './lifecycle-access.ts';
import { replace } from './lifecycle-transitions.ts';
import { type LifecycleUpdate, lifecycleUpdate, withNewRevision } from './lifecycle-update.ts';
import { readSecretKey, readSecretKeyAccess } from './read-secret-key.ts';
import { type Secret, type SecretRefusal, secretOf } from './secret.ts';
import { additionRefusal, newSecretItem, type SecretAddition } from './secret-addition.ts';
import { generateSecretKey } from './secret-key.ts';
import type { SecretLimits } from './secret-limits.ts';
import { successorId } from './successor-id.ts';

export const rotateSecretAccess: readonly TableAccess[] = [
  ...moveKeyAccess('keys', 'disabledKeys', 'retiredKeys'),
  ...readSecretKeyAccess,
];

type RotateSecretOptions = {
  /** The successor's; a new one by default. A secret that has it already is what an earlier attempt created. */
  id?: string;
  secretId: string;
  /** The successor's; the name of the old secret if omitted. */
  name?: string | undefined;
  /** 0 to 720. 0 retires the old secret at once, without a clock. */
  overlapHours: number;
  /** The successor's; `'inherit'` takes those of the old secret, `undefined` sets none. */
  limits: SecretLimits | 'inherit' | undefined;
  actor: string;
  /** Epoch milliseconds. */
  now: number;
};

export type RotatedSecret =
  | { ok: true; secret: Secret; secretKey: string }
  | { ok: false; reason: SecretRefusal };

const maxAttempts = 4;

/**
 * Creates a secret in place of another one, which retires after an overlap: both in one update. The successor
 * inherits limits, never a disablement.
 */
export async function rotateSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    secretId,
    overlapHours,
    limits,
    actor,
    now,
    id = successorId(secretId, now),
    ...options
  }: RotateSecretOptions,
): Promise<RotatedSecret> {
  const secretKey = generateSecretKey();
  // A leak must not wait for tidying: there may be one more if the old secret retires at once.
  const maximum = overlapHours === 0 ? maxSecrets + 1 : maxSecrets;
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
    if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
    // An attempt of this call, or of a repeated request, succeeded, whatever its response was.
    const successor = secretOf(organization, id);
    const successorKey = successor && (await readSecretKey(dynamodb, organizationId, id));
    if (successor !== undefined && successorKey !== undefined) {
      return { ok: true, secret: successor, secretKey: successorKey };
    }
    if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
    const old = organization.secrets[secretId];
    if (old === undefined) return { ok: false, reason: 'unknown_secret' };

    const before = organization.lifecycle[secretId] ?? {};
    const exists = (other: string): boolean => organization.secrets[other] !== undefined;
    const replaced = replace(before, { successorId: id, overlapHours, exists, now });
    if (replaced.outcome === 'refused') return { ok: false, reason: replaced.reason };
    const { name = old.name } = options;
    const newLimits = limits === 'inherit' ? before.limits : limits;
    const addition = {
      id,
      secret: newSecretItem(secretKey, { name, actor, now }),
      lifecycle: { replaces: secretId, ...(newLimits === undefined ? {} : { limits: newLimits }) },
    };
    const refusal = additionRefusal(organizationId, organization, { addition, maximum });
    if (refusal !== undefined) return { ok: false, reason: refusal };

    const update = lifecycleUpdate(before, withNewRevision(replaced.lifecycle));
    const request = rotateSecretRequest(organizationId, secretId, { addition, secretKey, update, maximum });
    const written = await conditionalWrite(dynamodb, request);
    if (!written && attempt === 1) await createMaps(dynamodb, organizationId, update.maps);
  }
  throw new TableUnavailableError('the organization changed meanwhile');
}

const rotateSecretRequest = (
  organizationId: string,
  secretId: string,
  {
    addition: { id, secret, lifecycle },
    secretKey,
    update,
    maximum,
  }: { addition: SecretAddition; secretKey: string; update: LifecycleUpdate; maximum: number },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: [
      'SET #secrets.#newId = :secret',
      '#keys.#newId = :secretKey',
      '#lifecycle.#newId = :lifecycle',
      update.clause,
    ].join(', '),
    ConditionExpression: [
      '#embedEnabled = :true',
      'size(#secrets) < :maximum',
      'attribute_not_exists(#keys.#newId)',
      ...update.conditions,
    ].join(' AND '),
    ExpressionAttributeNames: {
      '#embedEnabled': 'embedEnabled',
      '#keys': 'keys',
      '#id': secretId,
      '#newId': id,
      ...update.names,
    },
    ExpressionAttributeValues: {
      ':true': true,
      ':maximum': maximum,
      ':secret': secret,
      ':secretKey': secretKey,
      ':lifecycle': lifecycle,
      ...update.values,
    },
    ReturnValues: 'NONE',
  },
});
