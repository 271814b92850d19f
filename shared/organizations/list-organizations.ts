import { directoryName, queryDirectory } from '../directory/query-directory.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { directoryIndex } from '../tables.ts';
import type { OrganizationState } from './read-organization-state.ts';

export const listOrganizationsAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'Query', index: directoryIndex.name, partition: 'ORG' },
];

/**
 * One page of the organizations, by ID. The list may lag slightly behind the table.
 *
 * @param options.cursor the `nextCursor` of the previous page
 */
export async function listOrganizations(
  dynamodb: DynamoDb,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ organizations: OrganizationState[]; nextCursor?: string }> {
  const { items, next } = await queryDirectory(dynamodb, 'ORG', { after: cursor, limit });
  const organizations = items.map((item) => ({
    organizationId: directoryName(item),
    embedEnabled: item.embedEnabled === true,
  }));
  return { organizations, ...(next === undefined ? {} : { nextCursor: next }) };
}
