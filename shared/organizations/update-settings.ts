import type { SettingsChange } from '../contract/settings-change.ts';
import {
  conditionalWrite,
  type DynamoDb,
  type TableAccess,
  type UpdateItem,
  type Value,
} from '../dynamodb.ts';
import { type OrganizationSettings, organizationPrimaryKey } from './organization.ts';
import {
  readOrganizationWithoutKeys,
  readOrganizationWithoutKeysAccess,
} from './read-organization-without-keys.ts';

export const updateSettingsAccess: readonly TableAccess[] = [
  ...readOrganizationWithoutKeysAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'embedEnabled', 'settings'],
  },
];

/**
 * Changes settings; existing sessions keep their length.
 *
 * @returns all settings after the change; `undefined` if Embed is off
 */
export async function updateSettings(
  dynamodb: DynamoDb,
  organizationId: string,
  change: SettingsChange,
): Promise<OrganizationSettings | undefined> {
  const isChange = Object.values(change).some((value) => value !== undefined);
  if (isChange && !(await conditionalWrite(dynamodb, updateSettingsRequest(organizationId, change)))) {
    return undefined;
  }
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  return organization?.embedEnabled === true ? organization.settings : undefined;
}

/** Sets the given settings and removes those that are `null`, if Embed is on. */
const updateSettingsRequest = (organizationId: string, change: SettingsChange): UpdateItem => {
  const members = Object.entries(change).filter(([, value]) => value !== undefined);
  const set = members.filter(([, value]) => value !== null);
  const removed = members.filter(([, value]) => value === null);
  const clauses = [
    ...(set.length > 0 ? [`SET ${set.map(([name]) => `#settings.#${name} = :${name}`).join(', ')}`] : []),
    ...(removed.length > 0 ? [`REMOVE ${removed.map(([name]) => `#settings.#${name}`).join(', ')}`] : []),
  ];
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: organizationPrimaryKey(organizationId),
      UpdateExpression: clauses.join(' '),
      ConditionExpression: '#embedEnabled = :true',
      ExpressionAttributeNames: {
        '#embedEnabled': 'embedEnabled',
        '#settings': 'settings',
        ...Object.fromEntries(members.map(([name]) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':true': true,
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value as Value])),
      },
      ReturnValues: 'NONE',
    },
  };
};
