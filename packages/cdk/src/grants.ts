import { Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { EmbedApi } from '../../../infra/constructs/embed-api.ts';
import { isOrganizationId } from '../../../shared/organizations/organization-id.ts';
import { invokableResources, organizationTag, type PolicyName } from '../../../shared/policies.ts';

/**
 * Allows a role what a policy allows, on one organization whatever the role's session tags are.
 *
 * @throws if the organization is not an organization ID
 */
export function grantOnOrganization(
  role: IRole,
  { api, policy, organization }: { api: EmbedApi; policy: PolicyName; organization: string },
): void {
  if (!isOrganizationId(organization)) throw new Error(`${organization} is not an organization ID`);
  const resources = invokableResources(policy).map((resource) =>
    api.invocationArn(resource.replace(organizationTag, organization)),
  );
  role.addToPrincipalPolicy(
    new PolicyStatement({ effect: Effect.ALLOW, actions: ['execute-api:Invoke'], resources }),
  );
}
