import type { TableAccess } from '../dynamodb.ts';
import { readOrganizationWithoutKeysAccess } from '../organizations/read-organization-without-keys.ts';
import type { KeyMap } from './secret-lifecycle.ts';

const attributes = ['partitionKey', 'sortKey', 'embedEnabled', 'secrets', 'lifecycle'] as const;

/** To change a secret's lifecycle without moving its key. */
export const changeLifecycleAccess: readonly TableAccess[] = [
  ...readOrganizationWithoutKeysAccess,
  { table: 'EmbedSecrets', action: 'UpdateItem', partition: 'ORG#', attributes },
];

/** To change a secret's lifecycle and move its key between maps, without ever seeing it. */
export const moveKeyAccess = (...keyMaps: readonly KeyMap[]): readonly TableAccess[] => [
  ...readOrganizationWithoutKeysAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: [...attributes, ...keyMaps],
    returnValues: 'NONE',
  },
];
