import { ApiError } from '../../../shared/contract/errors.ts';
import { isHostName } from '../../../shared/hosts/host.ts';
import { isOrganizationId } from '../../../shared/organizations/organization-id.ts';
import { isSecretId } from '../../../shared/secrets/secret.ts';
import { isSessionId } from '../../../shared/sessions/session.ts';
import type { ApiEvent } from './event.ts';

/** Each is of its form where the route has it; else ''. */
export type PathParameters = { organizationId: string; secretId: string; sessionId: string; host: string };

const forms: Readonly<Record<keyof PathParameters, (text: string) => boolean>> = {
  organizationId: isOrganizationId,
  secretId: isSecretId,
  sessionId: isSessionId,
  host: isHostName,
};

/**
 * The parameters of an authorised path, not yet checked for their form. IAM decided on the path as it was
 * sent, so only its canonical spelling is served: another one (`%61cme`, `..`) could mean something else to
 * IAM than to us.
 *
 * @param route of the operation, as API Gateway writes it
 * @throws {ApiError} `not_found`
 */
export function canonicalPathParameters(
  route: string,
  { pathParameters, rawPath }: ApiEvent,
): PathParameters {
  if (rawPath !== route.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters?.[name] ?? '')) {
    throw new ApiError('not_found', 'The path is not in its canonical form.');
  }
  const { organizationId = '', secretId = '', sessionId = '', host = '' } = pathParameters ?? {};
  return { organizationId, secretId, sessionId, host };
}

/**
 * Checks that every id of a path has the form of one.
 *
 * @throws {ApiError} `not_found`
 */
export function requireForms(route: string, parameters: PathParameters): void {
  for (const [name, hasForm] of Object.entries(forms)) {
    if (route.includes(`{${name}}`) && !hasForm(parameters[name as keyof PathParameters])) {
      throw new ApiError('not_found', `No ${name} has this form.`);
    }
  }
}
