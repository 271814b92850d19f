import * as v from 'valibot';
import { ApiError, type FieldError } from '../../../shared/contract/errors.ts';
import { inexactNumberMessage } from '../../../shared/embed-url/claim-messages.ts';
import { findInexactNumber } from '../../../shared/embed-url/inexact-number.ts';
import type { ApiEvent } from './event.ts';

const maxBytes = 16 * 1024;

/** The schema of a body: its members are known, and the rules of each. */
export type BodySchema<Body> = v.GenericSchema<unknown, Body>;

/**
 * Reads a JSON body. No body is the same as an empty object.
 *
 * @throws {ApiError} `body_too_large`, `unsupported_media_type`, or `invalid_request` that names every field
 */
export function parseBody<Body>(event: ApiEvent, schema: BodySchema<Body>): Body {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new ApiError('body_too_large', `The body has ${bytes.length} bytes; the most is ${maxBytes}.`);
  }
  const json = bytes.length === 0 ? {} : parseJson(event, bytes);
  if (Array.isArray(json)) throw invalid([{ field: 'body', message: 'must be a JSON object' }]);
  return check(schema, json, 'is not a member of this body');
}

/**
 * Reads the parameters of a query string.
 *
 * @throws {ApiError} `invalid_request` that names every parameter
 */
export const parseQueryParameters = <Query>(event: ApiEvent, schema: BodySchema<Query>): Query =>
  check(schema, event.queryStringParameters ?? {}, 'is not a parameter of this operation');

function check<Output>(schema: BodySchema<Output>, value: unknown, unknownMember: string): Output {
  const checked = v.safeParse(schema, value);
  if (checked.success) return checked.output;
  throw invalid(checked.issues.map((issue) => toFieldError(issue, unknownMember)));
}

/** What is wrong with one member, found by the operation itself. */
export const invalidField = (field: string, message: string): ApiError => invalid([{ field, message }]);

function invalid(errors: readonly FieldError[]): ApiError {
  const detail = errors.map(({ field, message }) => `${field} ${message}`).join('; ');
  return new ApiError('invalid_request', `${detail}.`, errors);
}

function parseJson(event: ApiEvent, bytes: Buffer): unknown {
  const mediaType = (event.headers['content-type'] ?? '').split(';', 1)[0] ?? '';
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    throw new ApiError('unsupported_media_type', 'Send the body as application/json.');
  }
  const { json, value } = decodeJson(bytes);
  const inexact = findInexactNumber(json);
  if (inexact !== undefined) throw invalidField(inexact.path || 'body', inexactNumberMessage);
  return value;
}

function decodeJson(bytes: Buffer): { json: string; value: unknown } {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { json, value: JSON.parse(json) };
  } catch {
    throw invalidField('body', 'must be JSON in UTF-8');
  }
}

/** An issue of Valibot, as the API tells it. */
export function toFieldError(issue: v.BaseIssue<unknown>, unknownMember: string): FieldError {
  const field = v.getDotPath(issue) ?? 'body';
  if (issue.kind === 'schema' && issue.type.endsWith('_object')) {
    if (issue.expected === 'never') return { field, message: unknownMember };
    if (issue.path !== undefined && issue.received === 'undefined') return { field, message: 'is required' };
    return { field, message: 'must be a JSON object' };
  }
  return { field, message: issue.message };
}
