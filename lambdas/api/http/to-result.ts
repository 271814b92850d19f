import { errorCodes } from '../../../shared/contract/errors.ts';
import type { ApiResult } from './event.ts';

/** A response as API Gateway takes it. Nothing that the API returns may be stored. */
export function toResult(
  status: number,
  { contentType, requestId }: { contentType: string; requestId: string },
  body: unknown,
): ApiResult {
  const headers = {
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(status === errorCodes.unavailable.status ? { 'retry-after': '1' } : {}),
  };
  if (body === undefined) return { statusCode: status, headers };
  return {
    statusCode: status,
    headers: { ...headers, 'content-type': contentType },
    body: JSON.stringify(body),
  };
}
