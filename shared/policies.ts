import { type Operation, operations, type Permission } from './contract/operations.ts';

/** IAM puts the principal's session tag here; a principal without the tag matches nothing. */
const organizationTag = '${aws:PrincipalTag/organization}';

/**
 * What the managed policy of a permission allows to invoke: `<METHOD>/<path>` as the end of an execute-api
 * ARN, one for each operation. Organizations reach only paths of their own; the operator reaches any.
 */
export function invokableResources(permission: Permission): string[] {
  return resourcesOf(
    operations.filter(({ permissions }) => (permissions as readonly Permission[]).includes(permission)),
    permission === 'Operator' ? '*' : organizationTag,
  );
}

/**
 * What the managed policy of a permission denies, whatever it allows. In a policy `*` also matches slashes, so the
 * operator's `PUT /organizations/*` would match every PUT below an organization.
 */
export const deniedResources = (permission: Permission): readonly string[] =>
  permission === 'Operator' ? ['*/organizations/*/embed/*'] : [];

/** What the managed policy `OrganizationViewer` allows to invoke: what an admin can read, keys excepted. */
export function viewableResources(): string[] {
  const readable = operations.filter(
    ({ method, permissions }) => method === 'GET' && permissions.some((each) => each === 'OrganizationAdmin'),
  );
  return resourcesOf(readable, organizationTag);
}

const resourcesOf = (some: readonly Pick<Operation, 'method' | 'path'>[], organization: string): string[] =>
  some.map(({ method, path }) => {
    const resource = path.replace('{organizationId}', organization).replaceAll(/\{\w+\}/g, '*');
    return `${method}${resource}`;
  });
