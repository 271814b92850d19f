import { isReadOnlyOperation, type Operation, operations, type Permission } from './contract/operations.ts';

/** IAM puts the principal's session tag here; a principal without the tag matches nothing. */
export const organizationTag = '${aws:PrincipalTag/organization}';

/** The managed policies: one for each permission of the contract, and one for admins who can only look. */
export type PolicyName = Permission | 'OrganizationViewer';

/**
 * What a managed policy allows to invoke: `<METHOD>/<path>` as the end of an execute-api ARN, one for each operation.
 * Organizations reach only paths of their own; the operator and the embedded application reach those of any.
 */
export function invokableResources(policy: PolicyName): string[] {
  const allowed = policy === 'OrganizationViewer' ? isViewable : isPermitted(policy);
  return resourcesOf(all.filter(allowed), servesEveryOrganization(policy) ? '*' : organizationTag);
}

const servesEveryOrganization = (policy: PolicyName): boolean =>
  policy === 'Operator' || policy === 'EmbeddedApplication';

/**
 * What a managed policy denies, whatever it allows. In a policy `*` also matches slashes, so the operator's
 * `PUT /organizations/*` would match every PUT below an organization, and an admin's `GET …/embed/sessions/*` the claims of
 * a session.
 */
export const deniedResources = (policy: PolicyName): readonly string[] => denied[policy];

const claims = 'GET/organizations/*/embed/sessions/*/claims';
const denied: Readonly<Record<PolicyName, readonly string[]>> = {
  Operator: ['*/organizations/*/embed/*'],
  OrganizationAdmin: [claims],
  OrganizationViewer: [claims],
  OrganizationServer: [],
  EmbeddedApplication: [],
};

const all: readonly Operation[] = operations;

const isPermitted =
  (permission: Permission) =>
  ({ permissions }: Operation): boolean =>
    permissions.includes(permission);

/** What an admin can read. None of these returns a key. */
const isViewable = (operation: Operation): boolean =>
  isReadOnlyOperation(operation) && operation.permissions.includes('OrganizationAdmin');

const resourcesOf = (some: readonly Pick<Operation, 'method' | 'path'>[], organization: string): string[] =>
  some.map(({ method, path }) => {
    const resource = path.replace('{organizationId}', organization).replaceAll(/\{\w+\}/g, '*');
    return `${method}${resource}`;
  });
