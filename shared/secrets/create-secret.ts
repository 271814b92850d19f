import { ulid } from 'ulid';
import {
  conditionalWrite,
  type DynamoDb,
  type Item,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import {
  maxSecrets,
  type OrganizationWithoutKeys,
  organizationPrimaryKey,
} from '../organizations/organization.ts';
import { createMaps, mapsExist } from '../organizations/organization-maps.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from '../organizations/read-organization-without-keys.ts';
import { readSecretKey, readSecretKeyAccess } from './read-secret-key.ts';
import { type Secret, type SecretRefusal, secretOf } from './secret.ts';
import { additionRefusal, newSecretItem, type SecretAddition } from './secret-addition.ts';
import { generateSecretKey } from './secret-key.ts';
import type { SecretLimits } from './secret-limits.ts';
import { writtenEntry } from './written-entry.ts';

export const createSecretAccess: readonly TableAccess[] = [
  ...readOrganizationWithoutKeysAccess,
  ...readSecretKeyAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'embedEnabled', 'secrets', 'lifecycle', 'keys'],
  },
];

const maxAttempts = 3;

/**
 * Creates a secret with a new key. It is active as soon as this returns.
 *
 * @param options.id a new ULID by default. A secret that has it already is what an earlier attempt created: it is returned
 * @param options.name as {@link ./secret-name.ts} returns it
 * @param options.limits as {@link ../contract/secret-limits.ts} returns them
 * @param options.now epoch milliseconds
 * @param options.organization as it was just read, if it was: saves a read
 */
export async function createSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    name,
    limits,
    actor,
    now,
    id = ulid(now),
    organization: known,
  }: {
    id?: string;
    name: string;
    limits?: SecretLimits | undefined;
    actor: string;
    now: number;
    organization?: OrganizationWithoutKeys;
  },
): Promise<{ ok: true; secret: Secret; secretKey: string } | { ok: false; reason: SecretRefusal }> {
  const secretKey = generateSecretKey();
  const secret = newSecretItem(secretKey, { name, actor, now });
  const lifecycle = limits === undefined ? {} : { limits };
  const addition = { id, secret, lifecycle };
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const read = () => readOrganizationWithoutKeys(dynamodb, organizationId);
    const organization = (attempt === 1 ? known : undefined) ?? (await read());
    if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
    const existing = secretOf(organization, id);
    if (existing !== undefined) {
      // An earlier attempt of this call, or of a repeated request, succeeded and its response was lost.
      const existingKey = await readSecretKey(dynamodb, organizationId, id);
      if (existingKey !== undefined) return { ok: true, secret: existing, secretKey: existingKey };
    }
    if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
    const refusal = additionRefusal(organizationId, organization, { addition, maximum: maxSecrets });
    if (refusal !== undefined) return { ok: false, reason: refusal };

    const request = addSecretRequest(organizationId, addition, secretKey);
    const isOwnWrite = (written: Item): boolean => writtenEntry(written, 'keys', id) === secretKey;
    if (await conditionalWrite(dynamodb, request, isOwnWrite)) {
      return { ok: true, secret: { id, ...secret, lifecycle }, secretKey };
    }
    if (attempt === 1 && limits !== undefined) await createMaps(dynamodb, organizationId, ['lifecycle']);
  }
  throw new TableUnavailableError('the organization changed meanwhile');
}

/** Adds a secret and its key in one update, if Embed is on and the organization has fewer than 50 secrets. */
function addSecretRequest(
  organizationId: string,
  { id, secret, lifecycle }: SecretAddition,
  secretKey: string,
): UpdateItem {
  const limited = lifecycle.limits !== undefined;
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: organizationPrimaryKey(organizationId),
      UpdateExpression: `SET #secrets.#id = :secret, #keys.#id = :secretKey${limited ? ', #lifecycle.#id = :lifecycle' : ''}`,
      ConditionExpression: [
        '#embedEnabled = :true',
        'size(#secrets) < :maximum',
        'attribute_not_exists(#keys.#id)',
        ...(limited ? [mapsExist(['lifecycle'])] : []),
      ].join(' AND '),
      ExpressionAttributeNames: {
        '#secrets': 'secrets',
        '#keys': 'keys',
        '#embedEnabled': 'embedEnabled',
        '#id': id,
        ...(limited ? { '#lifecycle': 'lifecycle' } : {}),
      },
      ExpressionAttributeValues: {
        ':secret': secret,
        ':secretKey': secretKey,
        ':true': true,
        ':maximum': maxSecrets,
        ...(limited ? { ':lifecycle': lifecycle } : {}),
      },
      ReturnValues: 'UPDATED_NEW',
    },
  };
}
