import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { type OrganizationWithoutKeys, toOrganization } from './organization.ts';
import { readOrganizationAttributes } from './read-organization-attributes.ts';

const attributes = [
  'partitionKey',
  'sortKey',
  'embedEnabled',
  'settings',
  'secrets',
  'lifecycle',
  'deletions',
  'sessionsValidFrom',
  'deletionStartedAt',
] as const;

export const readOrganizationWithoutKeysAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'ORG#',
    attributes,
  },
];

/**
 * Reads an organization without its keys: one strongly consistent read. `undefined` if it doesn't exist, is being deleted,
 * or was.
 */
export async function readOrganizationWithoutKeys(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<OrganizationWithoutKeys | undefined> {
  const item = await readOrganizationAttributes(dynamodb, organizationId, attributes);
  if (item === undefined || item.deletionStartedAt !== undefined) return undefined;
  const { keys: _, disabledKeys: __, retiredKeys: ___, ...organization } = toOrganization(item);
  const deletions = (item.deletions ?? {}) as OrganizationWithoutKeys['deletions'];
  return { ...organization, deletions };
}
