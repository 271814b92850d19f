import type { ApiResponse } from './api-client.ts';
import type { EdgeResponse } from './edge-client.ts';

/**
 * A response that isn't the expected one. Both descriptions are made of statuses, error codes and request IDs
 * only: never of a key, a cookie or a signed URL, so that they can be printed and logged.
 */
export class UnexpectedResponseError extends Error {
  override name = 'UnexpectedResponseError';
  readonly expected: string;
  readonly received: string;

  constructor({ expected, received }: { expected: string; received: string }) {
    super(`expected ${expected}, received ${received}`);
    this.expected = expected;
    this.received = received;
  }
}

/** @throws {UnexpectedResponseError} if the condition doesn't hold */
export function expect(condition: boolean, descriptions: { expected: string; received: string }): void {
  if (!condition) throw new UnexpectedResponseError(descriptions);
}

/** @throws {UnexpectedResponseError} if the status differs */
export function expectStatus(response: ApiResponse, status: number, code?: string): void {
  expect(response.status === status && (code === undefined || response.body.code === code), {
    expected: code === undefined ? `status ${status}` : `status ${status} (${code})`,
    received: describeApiResponse(response),
  });
}

/** @throws {UnexpectedResponseError} unless the edge denied the request as it denies every bad credential */
export function expectForbidden(response: EdgeResponse): void {
  expect(response.status === 403 && response.embedError === 'forbidden', {
    expected: 'status 403 with x-embed-error: forbidden',
    received: describeEdgeResponse(response),
  });
}

function describeApiResponse({ status, body }: ApiResponse): string {
  const facts = [
    ...(typeof body.code === 'string' ? [body.code] : []),
    // API Gateway's own errors have nothing but a message: Forbidden, Not Found, Internal Server Error.
    ...(typeof body.message === 'string' ? [body.message] : []),
    ...(typeof body.requestId === 'string' ? [`request ID ${body.requestId}`] : []),
  ];
  return `status ${status}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

export function describeEdgeResponse({ status, embedError, body }: EdgeResponse): string {
  const requestId = /data-request-id="([\w=.-]+)"/.exec(body)?.[1];
  const facts = [
    ...(embedError === undefined ? [] : [`x-embed-error: ${embedError}`]),
    ...(requestId === undefined ? [] : [`request ID ${requestId}`]),
  ];
  return `status ${status}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}
