import type { MiddlewareObj } from '@middy/core';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { TableUnavailableError } from '../../../shared/dynamodb.ts';
import type { Log } from '../../../shared/log.ts';
import type { ApiEvent, ApiResult } from './event.ts';
import { toApiError } from './problem-documents.ts';

/** Logs every request with its status and, if it failed, why. */
export function requestLog(operation: OperationId, log: Log): MiddlewareObj<ApiEvent, ApiResult> {
  return {
    after: ({ event, response }) => {
      const { requestId } = event.requestContext;
      log({ event: 'request', operation, status: response?.statusCode, requestId });
    },
    onError: ({ event, response, error }) => {
      const { requestId } = event.requestContext;
      const apiError = toApiError(error);
      const unexpected = apiError === error ? undefined : describe(error);
      const outcome = { status: response?.statusCode, code: apiError.code, error: unexpected };
      log({ event: 'request', operation, ...outcome, requestId });
    },
  };
}

/** The name and the location of an error. Its message is left out: it could quote the request. */
function describe(error: unknown): string {
  if (error instanceof TableUnavailableError) return error.message;
  if (!(error instanceof Error)) return typeof error;
  const [, ...frames] = (error.stack ?? '').split('\n    at ');
  return [error.name, ...frames.slice(0, 3)].join(' < ');
}
