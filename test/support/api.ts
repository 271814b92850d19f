import * as v from 'valibot';
import { expect } from 'vitest';
import { apiOperations } from '../../lambdas/api/api-operations.ts';
import type { ApiEvent } from '../../lambdas/api/http/event.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { contracts } from '../../shared/contract/contracts.ts';
import { commonErrorCodes } from '../../shared/contract/errors.ts';
import { type OperationId, operation, variablesOf } from '../../shared/contract/operations.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import type { LogEvent } from '../../shared/log.ts';

export const adminArn = 'arn:aws:sts::000000000000:assumed-role/OrganizationAdmin/ada';

export type ApiCall = {
  organizationId?: string;
  secretId?: string;
  sessionId?: string;
  host?: string;
  /** Sent as JSON, unless it is text. */
  body?: unknown;
  contentType?: string;
  rawPath?: string;
  amr?: string[];
  query?: Record<string, string>;
  idempotencyKey?: string;
};

/** The event of API Gateway for an operation. */
export function apiEvent(id: OperationId, call: ApiCall = {}): ApiEvent {
  const {
    body,
    contentType = 'application/json',
    amr,
    query,
    rawPath,
    idempotencyKey,
    ...pathParameters
  } = call;
  const path = operation(id).path.replace(
    /\{(\w+)\}/g,
    (_, name: keyof typeof pathParameters) => pathParameters[name] ?? '',
  );
  return {
    rawPath: rawPath ?? path,
    pathParameters,
    ...(query === undefined ? {} : { queryStringParameters: query }),
    headers: {
      ...(body === undefined ? {} : { 'content-type': contentType }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'request-1',
      authorizer: { iam: { userArn: adminArn, cognitoIdentity: amr === undefined ? null : { amr } } },
    },
  };
}

/** Calls the API's handlers as Lambda does, at a time that the test sets; keeps what they log. */
export function apiClient(dynamodb: DynamoDb) {
  const log: LogEvent[] = [];
  const txt = new Map<string, string[]>();
  const emails = new Map<string, string>();
  const client = {
    now: Date.parse('2026-01-01T00:00:00.000Z'),
    log,
    /** The TXT records of DNS, by name. */
    txt,
    /** Of Cognito's users, by subject. */
    emails,
    call: async (id: OperationId, call?: ApiCall) => {
      const handler = apiOperations[id].createHandler({
        dynamodb,
        txtRecords: async (name) => txt.get(name) ?? [],
        emailOf: async ({ subject }) => emails.get(subject),
        clock: () => client.now,
        log: (event) => log.push(event),
        environment: environmentOf(id),
      });
      const { statusCode, headers, body } = await handler(apiEvent(id, call), lambdaContext(id, 'request-1'));
      const json = body === undefined ? undefined : JSON.parse(body);
      requireContract(id, { status: statusCode, body: json });
      return { status: statusCode, headers, body: json };
    },
  };
  return client;
}

/** The variables that the template gives an operation's function, and no others. */
export const environmentOf = (id: OperationId) =>
  variablesOf(operation(id), {
    EMBED_DOMAIN: 'embed.example.com',
    EMBED_HOST_PROOF: 'required',
    EMBED_SESSION_LENGTH_HOURS: '24',
  });

/** Fails the test if a response isn't one that the operation's contract lists. */
function requireContract(id: OperationId, { status, body }: { status: number; body: unknown }): void {
  const { response, errors } = contracts[id];
  if (status < 400) {
    expect(status).toBe(body === undefined ? 204 : response.status);
    expect(v.safeParse(response.body, body).issues).toBeUndefined();
  } else {
    expect([...commonErrorCodes, ...errors]).toContain((body as { code: string }).code);
  }
}
