import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiHandler } from '../lambdas/api/http/api-handler.ts';
import type { ApiEvent } from '../lambdas/api/http/event.ts';
import { operations } from '../shared/contract/operations.ts';
import { isLoopbackHost, joinedHeaders, readBody, target } from './http.ts';
import { lambdaContext } from './lambda-context.ts';
import { mayInvoke, type Principal, userArn } from './principals.ts';
import { type SignedRequest, verifySignature } from './sigv4.ts';

/** API Gateway's own limit. */
const bodyMaxBytes = 10 * 1024 * 1024;

export type ApiGatewayOptions = {
  /** The handler of each operation, by its id. */
  handlers: Readonly<Record<string, ApiHandler>>;
  /** The origins of the admin page. */
  allowedOrigins: () => readonly string[];
  principalOf: (accessKeyId: string) => Principal | undefined;
  region: string;
  clock: () => number;
};

/**
 * An API Gateway HTTP API for one machine: routes, the IAM authorizer, CORS, payload format 2.0.
 * What it rejects gets API Gateway's own responses.
 */
export function apiGateway({ handlers, allowedOrigins, principalOf, region, clock }: ApiGatewayOptions) {
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = joinedHeaders(message);
    const requestId = randomUUID();
    const respond = (status: number, extra: Record<string, string>, body?: string) => {
      const cors = corsHeaders(headers, allowedOrigins());
      response.writeHead(status, { 'apigw-requestid': requestId, ...extra, ...cors }).end(body);
    };
    const reject = (status: number, text: string) =>
      respond(status, { 'content-type': 'application/json' }, JSON.stringify({ message: text }));

    const body = await readBody(message, bodyMaxBytes);
    // Another site's page can reach this port under a host name that it controls: only known names are served.
    if (!isLoopbackHost(headers.host)) return reject(403, 'Forbidden');
    const sent = target(message);
    const method = message.method ?? '';
    if (method === 'OPTIONS') return respond(204, {});
    if (body === undefined) return reject(413, 'Request Entity Too Large');
    const route = sent && findRoute(method, sent.path);
    if (sent === undefined || route === undefined) return reject(404, 'Not Found');

    const principal = authorize({ method, headers, body, ...sent }, { principalOf, region, now: clock() });
    const handler = handlers[route.id];
    if (principal === undefined || handler === undefined) return reject(403, 'Forbidden');

    const event = toEvent({ method, headers, body, ...sent }, { route, principal, requestId, now: clock() });
    const result = await handler(event, lambdaContext(route.id, requestId));
    return respond(result.statusCode, result.headers, result.body);
  };
}

type Route = { id: string; routeKey: string; pathParameters: Record<string, string> };

function findRoute(method: string, path: string): Route | undefined {
  for (const { id, method: routeMethod, path: route } of operations) {
    if (method !== routeMethod) continue;
    const pathParameters = matchPath(route, path);
    if (pathParameters !== undefined) return { id, routeKey: `${method} ${route}`, pathParameters };
  }
  return undefined;
}

/** Segment by segment, on the path as sent; a parameter takes one non-empty segment, decoded. */
function matchPath(route: string, path: string): Record<string, string> | undefined {
  const expected = route.split('/');
  const segments = path.split('/');
  if (segments.length !== expected.length || segments.some((segment) => /^\.{1,2}$/.test(segment))) {
    return undefined;
  }
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const name = /^\{(\w+)\}$/.exec(expected[index] ?? '')?.[1];
    if (name === undefined ? segment !== expected[index] : segment === '') return undefined;
    if (name !== undefined) parameters[name] = decode(segment);
  }
  return parameters;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function authorize(
  request: SignedRequest,
  { principalOf, region, now }: Pick<ApiGatewayOptions, 'principalOf' | 'region'> & { now: number },
): Principal | undefined {
  const accessKeyId = verifySignature(request, {
    region,
    service: 'execute-api',
    secretAccessKeyOf: (id) => principalOf(id)?.secretAccessKey,
    now,
  });
  const principal = principalOf(accessKeyId ?? '');
  if (principal === undefined || request.headers['x-amz-security-token'] !== principal.sessionToken) {
    return undefined;
  }
  return mayInvoke(principal, request.method, request.path) ? principal : undefined;
}

/** Payload format 2.0. */
function toEvent(
  { method, path, query, headers, body }: SignedRequest,
  {
    route,
    principal,
    requestId,
    now,
  }: { route: Route; principal: Principal; requestId: string; now: number },
): ApiEvent {
  const event = {
    version: '2.0',
    routeKey: route.routeKey,
    // Decoded, as AWS does, while IAM decides on the path as it was sent.
    rawPath: decode(path),
    rawQueryString: query,
    headers,
    queryStringParameters: joinedParameters(query),
    pathParameters: route.pathParameters,
    ...(body.length === 0 ? {} : toEventBody(body, headers['content-type'])),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      authorizer: {
        iam: {
          accessKey: principal.accessKeyId,
          accountId: '000000000000',
          callerId: `AROALOCAL:${principal.name}`,
          cognitoIdentity: principal.cognitoIdentity ?? null,
          principalOrgId: '',
          userArn: userArn(principal),
          userId: `AROALOCAL:${principal.name}`,
        },
      },
      domainName: headers.host ?? '',
      http: {
        method,
        path: decode(path),
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
  };
  return { isBase64Encoded: false, ...event };
}

/** A repeated parameter's values are joined. */
function joinedParameters(query: string): Record<string, string> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name).join()]));
}

/** Text where the media type says so, base64 otherwise, as API Gateway does. */
function toEventBody(body: Buffer, contentType = ''): Pick<ApiEvent, 'body' | 'isBase64Encoded'> {
  const isText = /^(?:text\/|application\/(?:json|javascript|xml)\b)/i.test(contentType);
  return isText
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}

function corsHeaders(
  { origin = '' }: Record<string, string | undefined>,
  allowedOrigins: readonly string[],
): Record<string, string> {
  if (!allowedOrigins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers':
      'authorization, content-type, idempotency-key, x-amz-content-sha256, x-amz-date, x-amz-security-token',
    'access-control-expose-headers': 'x-request-id, apigw-requestid',
    'access-control-max-age': '300',
    vary: 'origin',
  };
}
