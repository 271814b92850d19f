/** Every error of the API: code → HTTP status and title. A code never changes its meaning. */
export const errorCodes = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  embed_disabled: { status: 403, title: 'Embed is off for this organization' },
  not_found: { status: 404, title: 'Not found' },
  embed_enabled: { status: 409, title: 'Embed is on for this organization' },
  deletion_incomplete: { status: 409, title: 'The organization is not completely deleted yet' },
  secret_limit: { status: 409, title: 'The organization has reached its limit of secrets' },
  organization_full: { status: 409, title: 'The organization has no room for this addition' },
  already_replaced: { status: 409, title: 'The secret was already replaced' },
  already_retired: { status: 409, title: 'The secret is retired' },
  no_secret: { status: 409, title: 'The organization has no secret for this URL' },
  host_unproven: { status: 409, title: 'The host has no proof in DNS' },
  host_taken: { status: 409, title: 'The host belongs to another organization' },
  host_held: { status: 409, title: 'Another organization released the host recently' },
  idempotency_key_reused: { status: 409, title: 'The Idempotency-Key belongs to another request' },
  idempotency_target_gone: { status: 409, title: 'What the first request created is gone' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body is not application/json' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The errors that every operation returns. */
export const commonErrorCodes = [
  'invalid_request',
  'body_too_large',
  'unsupported_media_type',
  'internal_error',
  'unavailable',
] as const satisfies readonly ErrorCode[];

/** What can be wrong with one field of a request. A code never changes its meaning. */
export const fieldErrorCodes = [
  /** The field is missing. */
  'required',
  /** The operation has no such field. */
  'unknown_field',
  /** The field can't be set by the caller, or not together with the others. */
  'not_allowed',
  /** The value has the wrong JSON type. */
  'wrong_type',
  /** A number, or the size of a value, is outside its bounds. */
  'out_of_range',
  /** The value breaks another rule. */
  'invalid_value',
] as const;

export type FieldErrorCode = (typeof fieldErrorCodes)[number];

/** What is wrong with one field of a request: a member of the body, a query parameter or a header. */
export type FieldError = { field: string; code: FieldErrorCode; message: string };

/** A response other than success, thrown by an operation. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];

  /** @param detail for the caller, about this request; never holds a key, a signature or a signed URL */
  constructor(code: ErrorCode, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}

/** A problem document: RFC 9457. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  errors?: readonly FieldError[];
};

export function toProblem({ code, message, errors }: ApiError, requestId: string): Problem {
  const problem = {
    type: `urn:embed-secrets:error:${code}`,
    ...errorCodes[code],
    detail: message,
    code,
    requestId,
  };
  return errors.length > 0 ? { ...problem, errors } : problem;
}
