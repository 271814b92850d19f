import { conditionalWrite, type DynamoDb, getItem, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { type DeletionItem, organizationPrimaryKey } from '../organizations/organization.ts';
import { type Deletion, deletionPrimaryKey, toDeletion } from './deletion.ts';
import { deletionRequest, readDeletionAccess } from './read-deletion.ts';

/** Besides the update of the organization's item, which the deletion itself needs as well. */
export const recordDeletionAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'UpdateItem', partition: 'DELETED#' },
  ...readDeletionAccess,
];

/**
 * Moves a deletion from the organization's item to an item of its own, where it stays.
 *
 * @param options.pending the deletion in the organization's item, if it is still there
 * @returns the deletion; `undefined` if the secret never existed
 */
export async function recordDeletion(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, pending }: { secretId: string; pending: DeletionItem | undefined },
): Promise<Deletion | undefined> {
  if (pending === undefined) {
    const item = await getItem(dynamodb, deletionRequest(organizationId, secretId));
    return item && toDeletion(secretId, item);
  }
  await conditionalWrite(dynamodb, putDeletionRequest(organizationId, secretId, pending), (written) =>
    isDeletionAt(written, pending.deletedAt),
  );
  await conditionalWrite(dynamodb, removePendingRequest(organizationId, secretId));
  return { id: secretId, ...pending };
}

/** Whether written attributes are those of the deletion at a time. */
export const isDeletionAt = (written: unknown, deletedAt: string): boolean =>
  (written as Partial<DeletionItem> | undefined)?.deletedAt === deletedAt;

/** Writes a deletion's item, unless it exists. An update and not a put, because its response holds what it wrote. */
const putDeletionRequest = (
  organizationId: string,
  secretId: string,
  { name, deletedAt, deletedBy }: DeletionItem,
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: deletionPrimaryKey(organizationId, secretId),
    UpdateExpression: 'SET #name = :name, #deletedAt = :deletedAt, #deletedBy = :deletedBy',
    ConditionExpression: 'attribute_not_exists(#partitionKey)',
    ExpressionAttributeNames: {
      '#partitionKey': 'partitionKey',
      '#name': 'name',
      '#deletedAt': 'deletedAt',
      '#deletedBy': 'deletedBy',
    },
    ExpressionAttributeValues: { ':name': name, ':deletedAt': deletedAt, ':deletedBy': deletedBy },
    ReturnValues: 'UPDATED_NEW',
  },
});

/** Removes a deletion from the organization's item, once it has its own. */
const removePendingRequest = (organizationId: string, secretId: string): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: 'REMOVE #deletions.#id',
    ConditionExpression: 'attribute_exists(#deletions)',
    ExpressionAttributeNames: { '#deletions': 'deletions', '#id': secretId },
    ReturnValues: 'NONE',
  },
});
