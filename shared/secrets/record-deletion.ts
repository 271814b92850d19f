import { conditionalWrite, type DynamoDb, getItem, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { type DeletionItem, organizationPrimaryKey } from '../organizations/organization.ts';
import { type Deletion, toDeletion } from './deletion.ts';
import { putDeletion, putDeletionAccess } from './put-deletion.ts';
import { deletionRequest, readDeletionAccess } from './read-deletion.ts';

/** Besides the update of the organization's item, which the deletion itself needs as well. */
export const recordDeletionAccess: readonly TableAccess[] = [...putDeletionAccess, ...readDeletionAccess];

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
  await putDeletion(dynamodb, organizationId, secretId, pending);
  await conditionalWrite(dynamodb, removePendingRequest(organizationId, secretId));
  return { id: secretId, ...pending };
}

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
