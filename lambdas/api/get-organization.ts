import { readOrganizationState } from '../../shared/organizations/read-organization-state.ts';
import { defineOperation } from './http/define-operation.ts';
import { unknownOrganization } from './http/organization-errors.ts';

/** 200: the organization, and whether Embed is on for it. */
export default defineOperation('get-organization', async ({ organizationId }, { dynamodb }) => {
  const organization = await readOrganizationState(dynamodb, organizationId);
  if (organization === undefined) throw unknownOrganization();
  return organization;
});
