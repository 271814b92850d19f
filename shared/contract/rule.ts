import * as v from 'valibot';
import type { FieldErrorCode } from './errors.ts';

/** Keywords of JSON Schema. */
export type JsonKeywords = Readonly<Record<string, unknown>>;

/**
 * A rule that Valibot has no action for.
 *
 * @param json the same rule in JSON Schema, for the OpenAPI document; `'prose'` if JSON Schema can't express it:
 *   the document then has the message
 * @param code what a value that breaks the rule is reported as
 */
export function rule<Input>(
  isValid: (input: Input) => boolean,
  message: string,
  json: JsonKeywords | 'prose',
  code: FieldErrorCode = 'invalid_value',
) {
  return { ...v.check(isValid, message), type: code, json };
}

/**
 * A rule that is a regular expression.
 *
 * @param source in the dialect that JavaScript, Python and Rust share
 */
export function pattern(source: string, message: string, code?: FieldErrorCode) {
  const expression = new RegExp(source, 'u');
  return rule((text: string) => expression.test(text), message, { pattern: source }, code);
}
