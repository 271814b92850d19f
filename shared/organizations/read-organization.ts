import { type DynamoDb, getItem, type TableAccess } from '../dynamodb.ts';
import { type Organization, organizationPrimaryKey, toOrganization } from './organization.ts';

export const readOrganizationAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'ORG#',
  },
];

/** Reads an organization with its keys: one strongly consistent read. `undefined` if it doesn't exist. */
export async function readOrganization(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<Organization | undefined> {
  const item = await getItem(dynamodb, {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    ConsistentRead: true,
  });
  return item && toOrganization(item);
}
