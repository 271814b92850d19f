import middy from '@middy/core';
import type { Context as LambdaContext } from 'aws-lambda';
import type { OperationId } from '../../../shared/contract/operations.ts';
import type { Log } from '../../../shared/log.ts';
import type { ApiEvent, ApiResult } from './event.ts';
import { problemDocuments } from './problem-documents.ts';
import { requestLog } from './request-log.ts';
import { toResult } from './to-result.ts';

export type ApiHandler = (event: ApiEvent, context: LambdaContext) => Promise<ApiResult>;

/**
 * Creates the Lambda handler of an operation: what `handle` returns becomes the response, what it throws a problem
 * document, and either is logged.
 *
 * The middlewares are our own. Middy's error handler sends text or JSON where the API promises RFC 9457, and its
 * body parser runs before Embed is known to be on, refuses an empty body, and takes bytes that are not UTF-8.
 */
export const apiHandler = (
  { id, status, log }: { id: OperationId; status: number; log: Log },
  handle: (event: ApiEvent) => Promise<unknown>,
): ApiHandler =>
  middy<ApiEvent, ApiResult>()
    .use(requestLog(id, log))
    .use(problemDocuments())
    .handler(async (event) => {
      const { requestId } = event.requestContext;
      const body = await handle(event);
      return toResult(
        body === undefined ? 204 : status,
        { contentType: 'application/json', requestId },
        body,
      );
    });
