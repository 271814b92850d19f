import { type DirectoryFilter, directoryName, queryDirectory } from '../directory/query-directory.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { directoryIndex } from '../tables.ts';

export const listHostsAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'Query', index: directoryIndex.name, partition: 'HOST' },
];

/**
 * One page of the custom hosts that belong to an organization, by name; released ones aren't listed. The list may lag
 * slightly behind the table.
 *
 * @param options.organizationId only its hosts. Default: those of all organizations
 * @param options.cursor the `nextCursor` of the previous page
 */
export async function listHosts(
  dynamodb: DynamoDb,
  {
    organizationId,
    cursor,
    limit,
  }: { organizationId?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ hosts: { host: string; organizationId: string }[]; nextCursor?: string }> {
  const filter = organizationId === undefined ? assigned : assignedTo(organizationId);
  const { items, next } = await queryDirectory(dynamodb, 'HOST', { filter, after: cursor, limit });
  const hosts = items.map((item) => ({
    host: directoryName(item),
    organizationId: String(item.organizationId),
  }));
  return { hosts, ...(next === undefined ? {} : { nextCursor: next }) };
}

const names = { '#organizationId': 'organizationId' };
const assigned: DirectoryFilter = { expression: 'attribute_exists(#organizationId)', names, values: {} };
const assignedTo = (organizationId: string): DirectoryFilter => ({
  expression: '#organizationId = :organizationId',
  names,
  values: { ':organizationId': organizationId },
});
