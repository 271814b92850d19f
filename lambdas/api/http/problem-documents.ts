import type { MiddlewareObj } from '@middy/core';
import { ApiError, errorCodes, toProblem } from '../../../shared/contract/errors.ts';
import { TableUnavailableError } from '../../../shared/dynamodb.ts';
import type { ApiEvent, ApiResult } from './event.ts';
import { toResult } from './to-result.ts';

/**
 * Turns what an operation throws into a problem document (RFC 9457). Only an {@link ApiError} explains itself to
 * the caller; about anything else the caller gets the request ID, and the log gets the rest.
 */
export const problemDocuments = (): MiddlewareObj<ApiEvent, ApiResult> => ({
  onError: (request) => {
    const error = toApiError(request.error);
    const { requestId } = request.event.requestContext;
    const options = { contentType: 'application/problem+json', requestId };
    request.response = toResult(errorCodes[error.code].status, options, toProblem(error, requestId));
  },
});

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TableUnavailableError) {
    return new ApiError(
      'unavailable',
      "The database didn't respond in time. The change may have been made: check before you send the request again.",
    );
  }
  return new ApiError('internal_error', 'Quote the request ID to support.');
}
