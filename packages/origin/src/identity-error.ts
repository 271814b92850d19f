/** `unavailable`: the keys or the claims couldn't be fetched. Everything else is a credential that is refused. */
export type EmbedIdentityErrorCode = 'missing_identity' | 'invalid_identity' | 'unavailable';

/** A request whose viewer couldn't be verified. Its message never holds the identity. */
export class EmbedIdentityError extends Error {
  override name = 'EmbedIdentityError';
  readonly code: EmbedIdentityErrorCode;
  /** The HTTP status to respond with. */
  readonly status: 401 | 503;

  constructor(code: EmbedIdentityErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = code === 'unavailable' ? 503 : 401;
  }
}
