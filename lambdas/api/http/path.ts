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
 * The parameters of an authorised path, not yet checked for their form.
 *
 * API Gateway hands over `rawPath` and `pathParameters` decoded, so how the path was spelled (`%61cme`) cannot be
 * seen here, and need not: the ids that come out are those that the request is served for. What this refuses is a
 * path of which the parameters are not the parts: with segments more, empty ones or `..`, which IAM may have read as
 * a path of another organization. That an id is one whole segment follows from its form, which has no slash and no `..`
 * ({@link requireForms}).
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
