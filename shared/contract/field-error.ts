import * as v from 'valibot';
import type { FieldError } from './errors.ts';

/**
 * Converts an issue of Valibot to what the API reports.
 *
 * @param unknownMember the message for a member that the schema doesn't have
 */
export function toFieldError(issue: v.BaseIssue<unknown>, unknownMember: string): FieldError {
  const field = v.getDotPath(issue) ?? 'body';
  if (issue.kind === 'schema' && issue.type.endsWith('_object')) {
    if (issue.expected === 'never') return { field, message: unknownMember };
    if (issue.path !== undefined && issue.received === 'undefined') return { field, message: 'is required' };
    return { field, message: 'must be a JSON object' };
  }
  return { field, message: issue.message };
}
