import { isoTime } from '../clock.ts';
import {
  conditionalWrite,
  type DynamoDb,
  type Item,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { type DeletionItem, organizationPrimaryKey } from '../organizations/organization.ts';
import { createMaps, mapsExist } from '../organizations/organization-maps.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from '../organizations/read-organization-without-keys.ts';
import type { Deletion } from './deletion.ts';
import { isDeletionAt } from './put-deletion.ts';
import { recordDeletion, recordDeletionAccess } from './record-deletion.ts';
import type { SecretRefusal } from './secret.ts';
import { writtenEntry } from './written-entry.ts';

const maps = ['secrets', 'lifecycle', 'keys', 'disabledKeys', 'retiredKeys', 'deletions'] as const;

export const deleteSecretAccess: readonly TableAccess[] = [
  ...readOrganizationWithoutKeysAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'embedEnabled', ...maps],
  },
  ...recordDeletionAccess,
];

const maxAttempts = 3;

type Deleted = { ok: true; deletion: Deletion } | { ok: false; reason: SecretRefusal };

/**
 * Deletes a secret: one update removes its key, which revokes every URL and session that it signed. Then the
 * deletion gets an item of its own. If any of that fails, calling this again completes it; the record of the
 * first deletion stays. It also works while Embed is off: a leaked key must not come back when Embed does.
 *
 * @param options.now epoch milliseconds
 */
export async function deleteSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, actor, now }: { secretId: string; actor: string; now: number },
): Promise<Deleted> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
    if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
    const secret = organization.secrets[secretId];
    if (secret === undefined) {
      return await record(dynamodb, organizationId, secretId, organization.deletions[secretId]);
    }
    const deletion = { name: secret.name, deletedAt: isoTime(now), deletedBy: actor };
    const request = revokeSecretRequest(organizationId, secretId, deletion);
    const isOwnWrite = (written: Item): boolean =>
      isDeletionAt(writtenEntry(written, 'deletions', secretId), deletion.deletedAt);
    if (await conditionalWrite(dynamodb, request, isOwnWrite)) {
      return await record(dynamodb, organizationId, secretId, deletion);
    }
    if (attempt === 1) await createMaps(dynamodb, organizationId, maps);
  }
  throw new TableUnavailableError('the organization changed meanwhile');
}

async function record(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
  pending: DeletionItem | undefined,
): Promise<Deleted> {
  const deletion = await recordDeletion(dynamodb, organizationId, { secretId, pending });
  return deletion === undefined ? { ok: false, reason: 'unknown_secret' } : { ok: true, deletion };
}

/** The revocation: removes a secret and its key, wherever it is, and records the deletion, in one update. */
const revokeSecretRequest = (
  organizationId: string,
  secretId: string,
  deletion: DeletionItem,
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: [
      'REMOVE #secrets.#id, #lifecycle.#id, #keys.#id, #disabledKeys.#id, #retiredKeys.#id',
      'SET #deletions.#id = :deletion',
    ].join(' '),
    ConditionExpression: `attribute_exists(#secrets.#id) AND ${mapsExist(maps)}`,
    ExpressionAttributeNames: {
      ...Object.fromEntries(maps.map((map) => [`#${map}`, map])),
      '#id': secretId,
    },
    ExpressionAttributeValues: { ':deletion': deletion },
    ReturnValues: 'UPDATED_NEW',
  },
});
