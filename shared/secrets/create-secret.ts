import { ulid } from 'ulid';
import { isoTime } from '../clock.ts';
import {
  conditionalWrite,
  type DynamoDb,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { maxSecrets, organizationPrimaryKey, type SecretItem } from '../organizations/organization.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from '../organizations/read-organization-without-keys.ts';
import { readSecretKey, readSecretKeyAccess } from './read-secret-key.ts';
import type { Secret, SecretRefusal } from './secret.ts';
import { generateSecretKey } from './secret-key.ts';
import { writtenEntry } from './written-entry.ts';

export const createSecretAccess: readonly TableAccess[] = [
  ...readOrganizationWithoutKeysAccess,
  ...readSecretKeyAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'embedEnabled', 'secrets', 'keys'],
  },
];

/**
 * Creates a secret with a new key. It is active as soon as this returns.
 *
 * @param options.id a new ULID by default. A secret that has it already is what an earlier attempt created: it is returned
 * @param options.name as {@link ./secret-name.ts} returns it
 * @param options.now epoch milliseconds
 */
export async function createSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  { name, actor, now, id = ulid(now) }: { id?: string; name: string; actor: string; now: number },
): Promise<{ ok: true; secret: Secret; secretKey: string } | { ok: false; reason: SecretRefusal }> {
  const secretKey = generateSecretKey();
  const secret = { name, keyHint: secretKey.slice(-4), createdAt: isoTime(now), createdBy: actor };
  const request = addSecretRequest(organizationId, id, { secret, secretKey });
  if (
    await conditionalWrite(dynamodb, request, (written) => writtenEntry(written, 'keys', id) === secretKey)
  ) {
    return { ok: true, secret: { id, ...secret }, secretKey };
  }
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
  const existing = organization.secrets[id];
  if (existing !== undefined) {
    // An earlier attempt of this call, or of a repeated request, succeeded and its response was lost.
    const existingKey = await readSecretKey(dynamodb, organizationId, id);
    if (existingKey !== undefined) return { ok: true, secret: { id, ...existing }, secretKey: existingKey };
  }
  if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
  if (Object.keys(organization.secrets).length >= maxSecrets) return { ok: false, reason: 'secret_limit' };
  // The condition didn't hold then, but would now.
  throw new TableUnavailableError('the organization changed meanwhile');
}

/** Adds a secret and its key in one update, if Embed is on and the organization has fewer than 50 secrets. */
const addSecretRequest = (
  organizationId: string,
  secretId: string,
  { secret, secretKey }: { secret: SecretItem; secretKey: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: 'SET #secrets.#id = :secret, #keys.#id = :secretKey',
    ConditionExpression:
      '#embedEnabled = :true AND size(#secrets) < :maximum AND attribute_not_exists(#keys.#id)',
    ExpressionAttributeNames: {
      '#secrets': 'secrets',
      '#keys': 'keys',
      '#embedEnabled': 'embedEnabled',
      '#id': secretId,
    },
    ExpressionAttributeValues: {
      ':secret': secret,
      ':secretKey': secretKey,
      ':true': true,
      ':maximum': maxSecrets,
    },
    ReturnValues: 'UPDATED_NEW',
  },
});
