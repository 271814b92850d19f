import { type DynamoDb, type GetItem, getItem, type TableAccess } from '../dynamodb.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { type Deletion, deletionPrimaryKey, toDeletion } from './deletion.ts';

export const readDeletionAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'DELETED#',
  },
];

/** Reads the deletion of a secret, whether it has an item of its own yet or not. `undefined` if it wasn't deleted. */
export async function readDeletion(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, organization }: { secretId: string; organization: OrganizationWithoutKeys },
): Promise<Deletion | undefined> {
  const deletion =
    organization.deletions[secretId] ?? (await getItem(dynamodb, deletionRequest(organizationId, secretId)));
  return deletion && toDeletion(secretId, deletion);
}

export const deletionRequest = (organizationId: string, secretId: string): GetItem['input'] => ({
  TableName: 'EmbedSecrets',
  Key: deletionPrimaryKey(organizationId, secretId),
  ConsistentRead: true,
});
