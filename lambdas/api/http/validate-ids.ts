import * as v from 'valibot';
import { ApiError } from '../../../shared/contract/errors.ts';
import type { ApiEvent } from './event.ts';

/**
 * Validates the ids in a path.
 *
 * @throws {ApiError} `not_found` for a malformed one
 */
export function validateIds<Schema extends v.GenericSchema>(
  schema: Schema,
  { pathParameters }: ApiEvent,
): v.InferOutput<Schema> {
  const validated = v.safeParse(schema, pathParameters ?? {});
  if (validated.success) return validated.output;
  const [issue] = validated.issues;
  throw new ApiError('not_found', `Malformed ${v.getDotPath(issue) ?? 'path'}.`);
}
