import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { readOrganizationAttributes } from './read-organization-attributes.ts';

const attributes = ['partitionKey', 'sortKey', 'embedEnabled'] as const;

export const readOrganizationStateAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'GetItem', partition: 'ORG#', attributes },
];

/** What an operator sees of an organization: nothing of its secrets or settings. */
export type OrganizationState = { organizationId: string; embedEnabled: boolean };

/** Reads whether Embed is on for an organization, strongly consistent. `undefined` if it doesn't exist. */
export async function readOrganizationState(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<OrganizationState | undefined> {
  const item = await readOrganizationAttributes(dynamodb, organizationId, attributes);
  return item && { organizationId, embedEnabled: item.embedEnabled === true };
}
