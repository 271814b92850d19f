import type * as v from 'valibot';
import { ApiError } from '../../../shared/contract/errors.ts';
import { inexactNumberMessage } from '../../../shared/embed-url/claim-messages.ts';
import { findInexactNumber } from '../../../shared/embed-url/inexact-number.ts';
import type { ApiEvent } from './event.ts';
import { invalidField, parseMembers } from './parse-members.ts';

const maxBytes = 16 * 1024;

/**
 * Reads a JSON body. No body counts as an empty object.
 *
 * @throws {ApiError} `body_too_large`, `unsupported_media_type`, or `invalid_request` that names every field
 */
export function parseBody<Schema extends v.GenericSchema>(
  schema: Schema,
  event: ApiEvent,
): v.InferOutput<Schema> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new ApiError(
      'body_too_large',
      `The body has ${bytes.length} bytes; at most ${maxBytes} are allowed.`,
    );
  }
  const json = bytes.length === 0 ? {} : parseJson(event, bytes);
  if (Array.isArray(json)) throw invalidField('body', 'must be a JSON object');
  return parseMembers(schema, json, 'is not a member of this body');
}

function parseJson({ headers }: ApiEvent, bytes: Buffer): unknown {
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';', 1);
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
