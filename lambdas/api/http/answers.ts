import type { MiddlewareObj } from '@middy/core';
import { ApiError, errorCodes, toProblem } from '../../../shared/contract/errors.ts';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { TableUnavailableError } from '../../../shared/dynamodb.ts';
import type { Log } from '../../../shared/log.ts';
import type { Answer } from './api-handler.ts';
import type { ApiEvent, ApiResult } from './event.ts';

/**
 * Turns what an operation gives, or throws, into API Gateway's answer, and logs it. Only an {@link ApiError}
 * speaks to the caller; of anything else the caller learns the request id, and the log the rest.
 */
export function answers(operation: OperationId, log: Log): MiddlewareObj<ApiEvent, Answer | ApiResult> {
  return {
    after: (request) => {
      const { status, body } = request.response as Answer;
      request.response = toResult(status, 'application/json', body);
      log({ event: 'request', operation, status, requestId: request.event.requestContext.requestId });
    },
    onError: (request) => {
      const { requestId } = request.event.requestContext;
      const error = toApiError(request.error);
      const { status } = errorCodes[error.code];
      const unexpected = error === request.error ? undefined : describe(request.error);
      log({ event: 'request', operation, status, code: error.code, requestId, error: unexpected });
      request.response = toResult(status, 'application/problem+json', toProblem(error, requestId));
    },
  };
}

function toResult(status: number, contentType: string, body?: object): ApiResult {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (status === errorCodes.unavailable.status) headers['retry-after'] = '1';
  if (body === undefined) return { statusCode: status, headers };
  return {
    statusCode: status,
    headers: { ...headers, 'content-type': contentType },
    body: JSON.stringify(body),
  };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TableUnavailableError) {
    return new ApiError('unavailable', 'The store did not answer. It is safe to send the request again.');
  }
  return new ApiError('internal_error', 'The request id finds this failure in the log.');
}

/** The name and the place of an error. Its message is left out: it could quote the request. */
function describe(error: unknown): string {
  if (error instanceof TableUnavailableError) return error.message;
  if (!(error instanceof Error)) return typeof error;
  const [, ...frames] = (error.stack ?? '').split('\n    at ');
  return [error.name, ...frames.slice(0, 3)].join(' < ');
}
