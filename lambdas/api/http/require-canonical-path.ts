import { ApiError } from '../../../shared/contract/errors.ts';
import type { Operation } from '../../../shared/contract/operations.ts';
import type { ApiEvent } from './event.ts';

/**
 * Serves a path only if its parameters are its parts.
 *
 * API Gateway sends `rawPath` and `pathParameters` decoded, so the spelling of the path (`%61cme`) can't be seen
 * here, and doesn't matter: the request is served for the ids that come out. This refuses paths with more segments,
 * empty ones or `..`, which IAM may have read as another organization's path. That an id is one whole segment follows
 * from its form, which has neither a slash nor `..` ({@link ./validate-ids.ts}).
 *
 * @throws {ApiError} `not_found`
 */
export function requireCanonicalPath({ path }: Operation, { pathParameters, rawPath }: ApiEvent): void {
  if (rawPath !== path.replace(/\{(\w+)\}/g, (_, name: string) => pathParameters?.[name] ?? '')) {
    throw new ApiError('not_found', 'The path is not in its canonical form.');
  }
}
