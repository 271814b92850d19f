import { operations, type Permission } from './contract/operations.ts';

/** IAM puts the principal's session tag here; a principal without the tag matches nothing. */
const organizationTag = '${aws:PrincipalTag/organization}';

/**
 * What the managed policy of a permission allows to invoke: `<METHOD>/<path>` as the end of an execute-api
 * ARN, one for each operation. Organizations reach only paths of their own; the operator reaches any.
 */
export function invokableResources(permission: Permission): string[] {
  const organization = permission === 'Operator' ? '*' : organizationTag;
  return operations
    .filter(({ permissions }) => (permissions as readonly Permission[]).includes(permission))
    .map(({ method, path }) => {
      const resource = path.replace('{organizationId}', organization).replaceAll(/\{\w+\}/g, '*');
      return `${method}${resource}`;
    });
}
