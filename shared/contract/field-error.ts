import * as v from 'valibot';
import { type FieldError, type FieldErrorCode, fieldErrorCodes } from './errors.ts';
import { jsonType } from './json-type.ts';

/**
 * Converts an issue of Valibot to what the API reports.
 *
 * @param unknownField the message for a field that the schema doesn't have
 */
export function toFieldError(issue: v.BaseIssue<unknown>, unknownField: string): FieldError {
  const field = v.getDotPath(issue) ?? 'body';
  if (issue.kind === 'schema' && issue.type.endsWith('object')) {
    if (issue.expected === 'never') return { field, code: 'unknown_field', message: unknownField };
    if (issue.path !== undefined && issue.received === 'undefined') {
      return { field, code: 'required', message: 'is required' };
    }
    return wrongType(field, 'must be a JSON object', issue.input);
  }
  const code = codeOf(issue);
  // A rule over several fields names the type itself.
  return code === 'wrong_type' && issue.kind === 'schema'
    ? wrongType(field, issue.message, issue.input)
    : { field, code, message: issue.message };
}

/** @param message what the type must be */
export const wrongType = (field: string, message: string, value: unknown): FieldError => ({
  field,
  code: 'wrong_type',
  message: `${message}, not ${jsonType(value)}`,
});

function codeOf({ kind, type, input, expected }: v.BaseIssue<unknown>): FieldErrorCode {
  if (type === 'never') return 'not_allowed';
  if (type === 'picklist' && typeof input === 'string') return 'invalid_value';
  if (kind === 'schema') return 'wrong_type';
  if (bounds.includes(type)) return 'out_of_range';
  // A rule carries its code as its type; a check of several fields as what it expected.
  return fieldErrorCodes.find((code) => code === type || code === expected) ?? 'invalid_value';
}

/** Valibot's actions that bound a number or a size. */
const bounds: readonly string[] = ['integer', 'min_value', 'max_value', 'min_length', 'max_length'];
