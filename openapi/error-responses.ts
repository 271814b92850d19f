import { contracts } from '../shared/contract/contracts.ts';
import { commonErrorCodes, type ErrorCode, errorCodes } from '../shared/contract/errors.ts';
import type { OperationId } from '../shared/contract/operations.ts';
import type { Keywords } from './add-keywords.ts';
import { requestIdHeader } from './headers.ts';

/** API Gateway's own errors: the request doesn't reach the operation, or its response doesn't arrive. */
const gatewayErrors: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The responses of an operation that aren't a success, by status. */
export function errorResponses(id: OperationId): Keywords {
  const codes: readonly ErrorCode[] = [...commonErrorCodes, 'not_found', ...contracts[id].errors];
  const ours = new Set(codes);
  const statuses = new Set([
    ...[...ours].map((code) => errorCodes[code].status),
    ...Object.keys(gatewayErrors).map(Number),
  ]);
  return Object.fromEntries(
    [...statuses].sort().map((status) => [
      status,
      errorResponse(
        status,
        [...ours].filter((code) => errorCodes[code].status === status),
      ),
    ]),
  );
}

function errorResponse(status: number, codes: readonly ErrorCode[]): Keywords {
  const gateway = gatewayErrors[status];
  const names = codes.map((code) => `\`${code}\``);
  return {
    description: [
      ...(codes.length === 0 ? [] : [names.join(', ')]),
      ...(gateway === undefined ? [] : [`API Gateway's own: ${gateway}`]),
    ].join('; '),
    headers: {
      ...requestIdHeader,
      ...(codes.includes('unavailable')
        ? { 'Retry-After': { description: 'In seconds.', schema: { type: 'string' } } }
        : {}),
    },
    content: {
      ...(codes.length === 0 ? {} : { 'application/problem+json': problems(status, codes) }),
      ...(gateway === undefined ? {} : { 'application/json': gatewayBody(gateway) }),
    },
  };
}

const gatewayBody = (message: string): Keywords => ({
  schema: { $ref: '#/components/schemas/GatewayError' },
  example: { message },
});

const problems = (status: number, codes: readonly ErrorCode[]): Keywords => ({
  schema: {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { properties: { code: { enum: codes }, status: { const: status } } },
    ],
  },
  examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
});

/** An example of each error of the API. */
export const errorExamples = (): Keywords =>
  Object.fromEntries(errorCodeNames.map((code) => [code, { value: problemExample(code) }]));

const errorCodeNames = Object.keys(errorCodes) as ErrorCode[];

const problemExample = (code: ErrorCode): Keywords => ({
  type: `urn:embed-secrets:error:${code}`,
  ...errorCodes[code],
  detail: code === 'invalid_request' ? 'name is required.' : `${errorCodes[code].title}.`,
  code,
  requestId: 'JKJaXmPLvHcESHA=',
  ...(code === 'invalid_request'
    ? { errors: [{ field: 'name', code: 'required', message: 'is required' }] }
    : {}),
});
