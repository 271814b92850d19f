import { isoTime } from '../clock.ts';
import {
  conditionalWrite,
  type DynamoDb,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import {
  type OrganizationWithoutKeys,
  organizationPrimaryKey,
  type SecretItem,
} from '../organizations/organization.ts';
import { hasRoomFor } from '../organizations/organization-size.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from '../organizations/read-organization-without-keys.ts';
import { type Secret, type SecretRefusal, secretOf } from './secret.ts';
import { writtenEntry } from './written-entry.ts';

export const renameSecretAccess: readonly TableAccess[] = [
  ...readOrganizationWithoutKeysAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'embedEnabled', 'secrets'],
  },
];

/**
 * Renames a secret; its key stays the same.
 *
 * @param options.now epoch milliseconds
 */
export async function renameSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, name, now }: { secretId: string; name: string; now: number },
): Promise<{ ok: true; secret: Secret } | { ok: false; reason: SecretRefusal }> {
  const change = { name, renamedAt: isoTime(now) };
  const before = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (before !== undefined && !hasRoom(organizationId, before, secretId, change)) {
    return { ok: false, reason: 'organization_full' };
  }
  const request = renameSecretRequest(organizationId, secretId, change);
  const renamed = await conditionalWrite(dynamodb, request, (written) => {
    const secret = writtenEntry(written, 'secrets', secretId) as Partial<SecretItem> | undefined;
    return secret?.name === name && secret.renamedAt === change.renamedAt;
  });
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
  const secret = secretOf(organization, secretId);
  if (!renamed && !organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
  if (secret === undefined) return { ok: false, reason: 'unknown_secret' };
  if (!renamed) throw new TableUnavailableError('the organization changed meanwhile');
  return { ok: true, secret: { ...secret, ...change } };
}

/** A name may always become shorter. */
function hasRoom(
  organizationId: string,
  organization: OrganizationWithoutKeys,
  secretId: string,
  change: Pick<SecretItem, 'name' | 'renamedAt'>,
): boolean {
  const secret = organization.secrets[secretId];
  if (secret === undefined || Buffer.byteLength(change.name) <= Buffer.byteLength(secret.name)) return true;
  const secrets = { ...organization.secrets, [secretId]: { ...secret, ...change } };
  return hasRoomFor(organizationId, { ...organization, secrets });
}

/** Renames a secret that exists, if Embed is on. */
const renameSecretRequest = (
  organizationId: string,
  secretId: string,
  { name, renamedAt }: { name: string; renamedAt: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: 'SET #secrets.#id.#name = :name, #secrets.#id.#renamedAt = :renamedAt',
    ConditionExpression: '#embedEnabled = :true AND attribute_exists(#secrets.#id)',
    ExpressionAttributeNames: {
      '#secrets': 'secrets',
      '#embedEnabled': 'embedEnabled',
      '#id': secretId,
      '#name': 'name',
      '#renamedAt': 'renamedAt',
    },
    ExpressionAttributeValues: { ':name': name, ':renamedAt': renamedAt, ':true': true },
    ReturnValues: 'UPDATED_NEW',
  },
});
