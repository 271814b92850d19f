import type { DynamoDb, Item, TableAccess } from '../dynamodb.ts';
import { readOrganizationAttributes } from './read-organization-attributes.ts';

const attributes = ['partitionKey', 'sortKey', 'embedEnabled', 'deletionStartedAt', 'deletedAt'] as const;

export const readOrganizationStateAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'GetItem', partition: 'ORG#', attributes },
];

/** What an operator sees of an organization: nothing of its secrets or settings. */
export type OrganizationState = {
  organizationId: string;
  embedEnabled: boolean;
  /** ISO time; only while it isn't completely deleted. */
  deletionStartedAt?: string;
};

/** Reads whether Embed is on for an organization, strongly consistent. `undefined` if it doesn't exist. */
export async function readOrganizationState(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<OrganizationState | undefined> {
  const item = await readOrganizationAttributes(dynamodb, organizationId, attributes);
  return item?.deletedAt === undefined ? item && toOrganizationState(organizationId, item) : undefined;
}

export const toOrganizationState = (
  organizationId: string,
  { embedEnabled, deletionStartedAt }: Item,
): OrganizationState => ({
  organizationId,
  embedEnabled: embedEnabled === true,
  ...(deletionStartedAt === undefined ? {} : { deletionStartedAt: String(deletionStartedAt) }),
});
