import type { ApiHandler, Dependencies } from '../../lambdas/api/http/api-handler.ts';
import type { ApiEvent } from '../../lambdas/api/http/event.ts';
import { type OperationId, operation } from '../../shared/contract/operations.ts';
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
};

/** The event of API Gateway for an operation. */
export function apiEvent(id: OperationId, call: ApiCall = {}): ApiEvent {
  const { body, contentType = 'application/json', amr, query, rawPath, ...pathParameters } = call;
  const path = operation(id).path.replace(
    /\{(\w+)\}/g,
    (_, name: keyof typeof pathParameters) => pathParameters[name] ?? '',
  );
  return {
    rawPath: rawPath ?? path,
    pathParameters,
    ...(query === undefined ? {} : { queryStringParameters: query }),
    headers: body === undefined ? {} : { 'content-type': contentType },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'request-1',
      authorizer: { iam: { userArn: adminArn, cognitoIdentity: amr === undefined ? null : { amr } } },
    },
  };
}

/** Calls handlers as Lambda does, at a time that the test sets; keeps what they log. */
export function apiClient(
  dynamodb: DynamoDb,
  make: Partial<Record<OperationId, (d: Dependencies) => ApiHandler>>,
) {
  const log: LogEvent[] = [];
  const client = {
    now: Date.parse('2026-01-01T00:00:00.000Z'),
    log,
    call: async (id: OperationId, call?: ApiCall) => {
      const handler = make[id]?.({
        dynamodb,
        clock: () => client.now,
        log: (event) => log.push(event),
        embedDomain: () => 'embed.example.com',
      });
      if (handler === undefined) throw new Error(`no handler for ${id}`);
      const { statusCode, headers, body } = await handler(apiEvent(id, call), {});
      return { status: statusCode, headers, body: body === undefined ? undefined : JSON.parse(body) };
    },
  };
  return client;
}
