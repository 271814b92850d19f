import type { Operation } from '../../../shared/contract/operations.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import type { OrganizationWithoutKeys } from '../../../shared/organizations/organization.ts';
import { isOrganizationId } from '../../../shared/organizations/organization-id.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import type { ApiEvent } from './event.ts';
import { embedDisabled } from './organization-errors.ts';

/**
 * Reads the organization of the path. `undefined` if it doesn't exist; a malformed id isn't looked up.
 *
 * @throws {ApiError} `embed_disabled`, unless the operation also works while Embed is off
 */
export async function readEmbedOrganization(
  dynamodb: DynamoDb,
  { worksWithEmbedOff }: Operation,
  { pathParameters }: ApiEvent,
): Promise<OrganizationWithoutKeys | undefined> {
  const organizationId = pathParameters?.organizationId;
  if (organizationId === undefined || !isOrganizationId(organizationId)) return undefined;
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization?.embedEnabled === false && worksWithEmbedOff !== true) throw embedDisabled();
  return organization;
}
