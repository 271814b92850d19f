import * as v from 'valibot';
import type { FieldErrorCode } from './errors.ts';

/**
 * A rule that Valibot has no action for.
 *
 * @param code what a value that breaks the rule is reported as
 */
export function rule<Input>(
  isValid: (input: Input) => boolean,
  message: string,
  code: FieldErrorCode = 'invalid_value',
) {
  return { ...v.check(isValid, message), type: code };
}
