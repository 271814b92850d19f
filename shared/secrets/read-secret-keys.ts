import type { DynamoDb, Item, TableAccess } from '../dynamodb.ts';
import type { KeyMaps } from '../organizations/organization.ts';
import { readOrganizationAttributes } from '../organizations/read-organization-attributes.ts';

const attributes = ['partitionKey', 'sortKey', 'keys', 'disabledKeys', 'retiredKeys'] as const;

export const readSecretKeysAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'ORG#',
    attributes,
  },
];

/**
 * Reads the keys of all secrets and nothing else, also of disabled and retired ones: secret id → secret key. For
 * finding out which one signed a URL.
 */
export async function readSecretKeys(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<Readonly<Record<string, string>>> {
  const item = await readOrganizationAttributes(dynamodb, organizationId, attributes);
  return allKeysOf(item ?? {});
}

/** The keys in an organization's item, from all of its maps: secret id → secret key. */
export function allKeysOf(item: Item): Readonly<Record<string, string>> {
  const { keys, disabledKeys, retiredKeys } = item as Partial<KeyMaps>;
  return { ...keys, ...disabledKeys, ...retiredKeys };
}
