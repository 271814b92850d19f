import * as v from 'valibot';
import { ApiError, type FieldError } from '../../../shared/contract/errors.ts';
import { toFieldError } from '../../../shared/contract/field-error.ts';

/**
 * Reads the members of a body or a query string.
 *
 * @param unknownMember the message for a member that the schema doesn't have
 * @throws {ApiError} `invalid_request` that names every field
 */
export function parseMembers<Schema extends v.GenericSchema>(
  schema: Schema,
  members: unknown,
  unknownMember: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, members);
  if (parsed.success) return parsed.output;
  throw invalidFields(parsed.issues.map((issue) => toFieldError(issue, unknownMember)));
}

/** What is wrong with one member, found by the operation itself. */
export const invalidField = (field: string, message: string): ApiError => invalidFields([{ field, message }]);

function invalidFields(errors: readonly FieldError[]): ApiError {
  const detail = errors.map(({ field, message }) => `${field} ${message}`).join('; ');
  return new ApiError('invalid_request', `${detail}.`, errors);
}
