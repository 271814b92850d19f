import { conditionalWrite, type DynamoDb, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import type { DeletionItem } from '../organizations/organization.ts';
import { deletionPrimaryKey } from './deletion.ts';

export const putDeletionAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'UpdateItem', partition: 'DELETED#' },
];

/** Writes the item of a deletion, unless it exists: the record of the first deletion stays. */
export const putDeletion = (
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
  deletion: DeletionItem,
): Promise<boolean> =>
  conditionalWrite(dynamodb, putDeletionRequest(organizationId, secretId, deletion), (written) =>
    isDeletionAt(written, deletion.deletedAt),
  );

/** Whether written attributes are those of the deletion at a time. */
export const isDeletionAt = (written: unknown, deletedAt: string): boolean =>
  (written as Partial<DeletionItem> | undefined)?.deletedAt === deletedAt;

/** An update and not a put, because its response holds what it wrote. */
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
