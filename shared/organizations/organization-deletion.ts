import {
  conditionalWrite,
  type DynamoDb,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { type Organization, organizationPrimaryKey } from './organization.ts';
import { readOrganizationAttributes } from './read-organization-attributes.ts';

const read = [
  'partitionKey',
  'sortKey',
  'embedEnabled',
  'secrets',
  'deletions',
  'deletionStartedAt',
  'deletedAt',
] as const;
const keyMaps = ['keys', 'disabledKeys', 'retiredKeys'] as const;
const rest = ['settings', 'secrets', 'lifecycle', 'deletions'] as const;

export const organizationDeletionAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'GetItem', partition: 'ORG#', attributes: read },
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: [
      'partitionKey',
      'sortKey',
      'embedEnabled',
      'deletionStartedAt',
      'deletedAt',
      ...keyMaps,
      ...rest,
    ],
    returnValues: 'NONE',
  },
];

/** An organization that is being deleted or was, as far as its deletion needs it. */
export type OrganizationDeletion = {
  embedEnabled: boolean;
  secretIds: readonly string[];
  /** ISO times. */
  deletionStartedAt?: string;
  deletedAt?: string;
};

/** Reads an organization, also a deleted one, strongly consistent. `undefined` if it never existed. */
export async function readOrganizationDeletion(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<OrganizationDeletion | undefined> {
  const item = await readOrganizationAttributes(dynamodb, organizationId, read);
  if (item === undefined) return undefined;
  const { embedEnabled, deletionStartedAt, deletedAt } = item;
  const maps = item as Partial<Pick<Organization, 'secrets'> & { deletions: object }>;
  return {
    embedEnabled: embedEnabled === true,
    secretIds: [...Object.keys(maps.secrets ?? {}), ...Object.keys(maps.deletions ?? {})],
    ...(deletionStartedAt === undefined ? {} : { deletionStartedAt: String(deletionStartedAt) }),
    ...(deletedAt === undefined ? {} : { deletedAt: String(deletedAt) }),
  };
}

/**
 * Starts to delete an organization whose Embed is off: one update removes all keys. From then on it doesn't exist for any
 * operation but this one, and can't be turned on.
 *
 * @param at ISO time
 * @returns `false` if Embed was turned on meanwhile
 */
export async function startDeletion(
  dynamodb: DynamoDb,
  organizationId: string,
  at: string,
): Promise<boolean> {
  await conditionalWrite(
    dynamodb,
    updateRequest(organizationId, {
      set: 'deletionStartedAt',
      at,
      remove: keyMaps,
      condition: '#embedEnabled = :false AND attribute_not_exists(#deletionStartedAt)',
    }),
  );
  // The update returns nothing, because it changes keys; and another call may have started the deletion.
  const after = await readOrganizationDeletion(dynamodb, organizationId);
  return after?.deletionStartedAt !== undefined;
}

/**
 * Removes what is left of an organization, once everything else of it is gone. Its item stays, with the times of its deletion
 * and `sessionsValidFrom`, which never moves back.
 *
 * @param at ISO time
 * @returns when it was deleted, by this call or another one
 */
export async function completeDeletion(
  dynamodb: DynamoDb,
  organizationId: string,
  at: string,
): Promise<string> {
  await conditionalWrite(
    dynamodb,
    updateRequest(organizationId, {
      set: 'deletedAt',
      at,
      remove: rest,
      condition:
        '#embedEnabled = :false AND attribute_exists(#deletionStartedAt) AND attribute_not_exists(#deletedAt)',
    }),
  );
  const after = await readOrganizationDeletion(dynamodb, organizationId);
  if (after?.deletedAt === undefined) throw new TableUnavailableError('the organization was not deleted');
  return after.deletedAt;
}

const updateRequest = (
  organizationId: string,
  {
    set,
    at,
    remove,
    condition,
  }: { set: 'deletionStartedAt' | 'deletedAt'; at: string; remove: readonly string[]; condition: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: `SET #${set} = :at REMOVE ${remove.map((name) => `#${name}`).join(', ')}`,
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries(
      ['embedEnabled', 'deletionStartedAt', set, ...remove].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: { ':at': at, ':false': false },
    ReturnValues: 'NONE',
  },
});
