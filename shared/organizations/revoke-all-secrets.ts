import { isoTime } from '../clock.ts';
import {
  conditionalWrite,
  type DynamoDb,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { putDeletion, putDeletionAccess } from '../secrets/put-deletion.ts';
import { type DeletionItem, organizationPrimaryKey } from './organization.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from './read-organization-without-keys.ts';

/** Everything about secrets, keys of disabled and retired ones included. */
const emptied = ['secrets', 'lifecycle', 'disabledKeys', 'retiredKeys', 'keys'] as const;

export const revokeAllSecretsAccess: readonly TableAccess[] = [
  ...readOrganizationWithoutKeysAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'embedEnabled', ...emptied, 'deletions'],
  },
  ...putDeletionAccess,
];

/**
 * Deletes every secret of an organization whose Embed is off: one update removes all keys. While Embed is off, no
 * secret can be created. If this fails halfway, calling it again completes it.
 *
 * @param options.now epoch milliseconds
 */
export async function revokeAllSecrets(
  dynamodb: DynamoDb,
  organizationId: string,
  { actor, now }: { actor: string; now: number },
): Promise<void> {
  const before = await readOrganizationWithoutKeys(dynamodb, organizationId);
  const deletions = Object.fromEntries(
    Object.entries(before?.secrets ?? {}).map(([id, { name }]) => [
      id,
      { name, deletedAt: isoTime(now), deletedBy: actor },
    ]),
  );
  if (Object.keys(deletions).length > 0) {
    await conditionalWrite(dynamodb, revokeAllRequest(organizationId, deletions));
  }
  const after = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (after === undefined || Object.keys(after.secrets).length > 0) {
    throw new TableUnavailableError('the secrets were not deleted');
  }
  const pending = Object.entries(after.deletions);
  await Promise.all(pending.map(([id, deletion]) => putDeletion(dynamodb, organizationId, id, deletion)));
  if (pending.length > 0) {
    await conditionalWrite(
      dynamodb,
      removePendingRequest(
        organizationId,
        pending.map(([id]) => id),
      ),
    );
  }
}

/** Removes all secrets and keys, and records the deletions; a secret that another call deleted keeps its record. */
function revokeAllRequest(
  organizationId: string,
  deletions: Readonly<Record<string, DeletionItem>>,
): UpdateItem {
  const entries = Object.entries(deletions).map(([id, deletion], index) => ({ id, deletion, index }));
  const records = entries.map(
    ({ index }) => `#deletions.#id${index} = if_not_exists(#deletions.#id${index}, :deletion${index})`,
  );
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: organizationPrimaryKey(organizationId),
      UpdateExpression: `SET ${[...emptied.map((map) => `#${map} = :${map}`), ...records].join(', ')}`,
      ConditionExpression: '#embedEnabled = :false',
      ExpressionAttributeNames: {
        '#embedEnabled': 'embedEnabled',
        '#deletions': 'deletions',
        ...Object.fromEntries(emptied.map((map) => [`#${map}`, map])),
        ...Object.fromEntries(entries.map(({ id, index }) => [`#id${index}`, id])),
      },
      ExpressionAttributeValues: {
        ':false': false,
        ...Object.fromEntries(emptied.map((map) => [`:${map}`, {}])),
        ...Object.fromEntries(entries.map(({ deletion, index }) => [`:deletion${index}`, deletion])),
      },
      ReturnValues: 'NONE',
    },
  };
}

const removePendingRequest = (organizationId: string, secretIds: readonly string[]): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: `REMOVE ${secretIds.map((_, index) => `#deletions.#id${index}`).join(', ')}`,
    ConditionExpression: 'attribute_exists(#deletions)',
    ExpressionAttributeNames: {
      '#deletions': 'deletions',
      ...Object.fromEntries(secretIds.map((id, index) => [`#id${index}`, id])),
    },
    ReturnValues: 'NONE',
  },
});
