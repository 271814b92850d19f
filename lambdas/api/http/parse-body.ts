import type * as v from 'valibot';
import { ApiError, type FieldError } from '../../../shared/contract/errors.ts';
import { inexactNumberMessage } from '../../../shared/embed-url/claim-messages.ts';
import { findInexactNumber } from '../../../shared/embed-url/inexact-number.ts';
import { decodeJson } from './decode-json.ts';
import type { ApiEvent } from './event.ts';
import { type Parsed, parseMembers } from './parse-members.ts';

const defaultMaxBytes = 16 * 1024;

type Check = (body: unknown) => readonly FieldError[];

/**
 * Reads a JSON body. No body counts as an empty object.
 *
 * @param options.maxBytes how large it may be
 * @param options.check what is wrong with the body that the schema alone can't tell
 * @throws {ApiError} `body_too_large`, `unsupported_media_type`
 */
export function parseBody<Schema extends v.GenericSchema>(
  schema: Schema,
  event: ApiEvent,
  { maxBytes = defaultMaxBytes, check }: { maxBytes: number | undefined; check: Check },
): Parsed<v.InferOutput<Schema>> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) {
    throw new ApiError(
      'body_too_large',
      `The body has ${bytes.length} bytes; at most ${maxBytes} are allowed.`,
    );
  }
  if (bytes.length === 0) return parseMembers(schema, {}, unknownMember);
  requireJson(event);
  const decoded = decodeJson(bytes, event);
  if (!decoded.ok) return { ok: false, errors: [decoded.error] };
  const parsed = parseMembers(schema, decoded.value, unknownMember);
  return withExactNumbers(decoded.json, withErrors(parsed, check(decoded.value)));
}

const unknownMember = 'is not a member of this body';

function requireJson({ headers }: ApiEvent): void {
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    throw new ApiError('unsupported_media_type', 'Send the body as application/json.');
  }
}

function withErrors<Value>(parsed: Parsed<Value>, errors: readonly FieldError[]): Parsed<Value> {
  if (errors.length === 0) return parsed;
  return { ok: false, errors: parsed.ok ? errors : [...parsed.errors, ...errors] };
}

/** A number that can't be held exactly was read as another one, which may well follow the rules. */
function withExactNumbers<Value>(json: string, parsed: Parsed<Value>): Parsed<Value> {
  const inexact = findInexactNumber(json);
  if (inexact === undefined) return parsed;
  const field = inexact.path || 'body';
  const error: FieldError = { field, code: 'invalid_value', message: inexactNumberMessage };
  const others = parsed.ok ? [] : parsed.errors.filter((other) => other.field !== field);
  return { ok: false, errors: [error, ...others] };
}
