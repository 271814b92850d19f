import * as v from 'valibot';
import { ApiError, type FieldError, type FieldErrorCode } from '../../../shared/contract/errors.ts';
import { toFieldError } from '../../../shared/contract/field-error.ts';

/** A part of a request once it is read, or what is wrong with each of its fields. */
export type Parsed<Value> = { ok: true; value: Value } | { ok: false; errors: readonly FieldError[] };

/**
 * Reads the members of a body or a query string.
 *
 * @param unknownField the message for a member that the schema doesn't have
 */
export function parseMembers<Schema extends v.GenericSchema>(
  schema: Schema,
  members: unknown,
  unknownField: string,
): Parsed<v.InferOutput<Schema>> {
  const parsed = v.safeParse(schema, members);
  return parsed.success
    ? { ok: true, value: parsed.output }
    : { ok: false, errors: parsed.issues.map((issue) => toFieldError(issue, unknownField)) };
}

/** What is wrong with one field, found by the operation itself. */
export const invalidField = (
  field: string,
  message: string,
  code: FieldErrorCode = 'invalid_value',
): ApiError => invalidFields([{ field, code, message }]);

/** A body can have more wrong fields than a response has room for. */
const maxErrors = 100;

export function invalidFields(all: readonly FieldError[]): ApiError {
  const errors = all.slice(0, maxErrors);
  const detail = errors.map(({ field, message }) => `${field} ${message}`).join('; ');
  return new ApiError('invalid_request', `${detail}.`, errors);
}
