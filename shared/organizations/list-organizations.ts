import { type DirectoryFilter, directoryName, queryDirectory } from '../directory/query-directory.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { directoryIndex } from '../tables.ts';
import { type OrganizationState, toOrganizationState } from './read-organization-state.ts';

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
  const { items, next } = await queryDirectory(dynamodb, 'ORG', { filter: notDeleted, after: cursor, limit });
  const organizations = items.map((item) => toOrganizationState(directoryName(item), item));
  return { organizations, ...(next === undefined ? {} : { nextCursor: next }) };
}

const notDeleted: DirectoryFilter = {
  expression: 'attribute_not_exists(#deletedAt)',
  names: { '#deletedAt': 'deletedAt' },
  values: {},
};
