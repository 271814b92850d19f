import { apiOperations } from '../../../lambdas/api/api-operations.ts';
import type { ApiHandler } from '../../../lambdas/api/http/api-handler.ts';
import type { Dependencies } from '../../../lambdas/api/http/define-operation.ts';
import { viewerRequestHandler } from '../../../lambdas/edge/viewer-request-handler.ts';
import { lambdaContext } from '../../../local/lambda-context.ts';
import type { Clock } from '../../../shared/clock.ts';
import { type OperationId, operations } from '../../../shared/contract/operations.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import type { Log } from '../../../shared/log.ts';
import { type ApiCall, apiEvent, environmentOf } from '../../support/api.ts';
import { edgeConfig, type ViewerHandler, type ViewerRequest, viewerEvent } from '../../support/edge.ts';
import { loginFormats } from './formats.ts';
import type { Random } from './random.ts';

export type ApiResponse = { status: number; headers: Record<string, string>; body: Record<string, unknown> };
export type EdgeResponse = {
  status: number;
  headers: Record<string, string>;
  body: string;
  accepted: boolean;
  cookie: string;
  forwarded: boolean;
};
export type Secret = { id: string; secretKey: string };

/** The real handlers of API and edge, over whatever stands for DynamoDB. */
export type Harness = {
  call: (id: OperationId, call?: ApiCall) => Promise<ApiResponse>;
  view: (request: ViewerRequest) => Promise<EdgeResponse>;
  /** The TXT records of DNS, by name. */
  txt: Map<string, string[]>;
  /** A fresh visit of a random format to the organization's host, and what it asks for. */
  visit: (organizationId: string, secretKey: string) => ViewerRequest;
};

/** A bug that a test puts between the edge and its table. */
export type StoreBug = (dynamodb: DynamoDb) => DynamoDb;

const nothing: Log = () => undefined;

/**
 * @param stores DynamoDB as the API and as the edge reach it
 * @param around a bug that a test puts around the edge
 */
export async function makeHarness(
  stores: { sdk: DynamoDb; edge: (budget: AbortSignal) => DynamoDb },
  random: Random,
  {
    log = nothing,
    around = (handle) => handle,
    clock = Date.now,
  }: { log?: Log; around?: (handle: ViewerHandler) => ViewerHandler; clock?: Clock } = {},
): Promise<Harness> {
  const txt = new Map<string, string[]>();
  const txtRecords = async (name: string) => txt.get(name) ?? [];
  const handlers = createHandlers({
    dynamodb: stores.sdk,
    txtRecords,
    emailOf: async () => undefined,
    clock,
    log,
  });
  const viewer = around(viewerRequestHandler(edgeConfig, { dynamodb: stores.edge, clock, log }));
  return {
    txt,
    call: async (id, call) => {
      const { statusCode, headers, body } = await (handlers[id] as ApiHandler)(
        apiEvent(id, call),
        lambdaContext(id, 'request-1'),
      );
      return { status: statusCode, headers, body: body === undefined ? {} : JSON.parse(body) };
    },
    view: async (request) => edgeResponse(await viewer(viewerEvent(request))),
    visit: (organizationId, secretKey) => {
      const host = hostOf(organizationId);
      const exp = Math.floor(clock() / 1000) + 3600;
      return {
        host,
        target: random.pick(loginFormats).sign({ host, secretKey, nonce: random.word(32), exp }),
      };
    },
  };
}

export const hostOf = (organizationId: string): string => `${organizationId}.embed.example.com`;

/** A page of the application, asked for with a session. */
export const page = (organizationId: string, cookie: string): ViewerRequest => ({
  host: hostOf(organizationId),
  target: '/dashboards/1',
  headers: { Cookie: cookie },
});

/** Every operation's handler. */
export const createHandlers = (dependencies: Omit<Dependencies, 'environment'>): Record<string, ApiHandler> =>
  Object.fromEntries(
    operations.map(({ id }) => [
      id,
      apiOperations[id].createHandler({ ...dependencies, environment: environmentOf(id) }),
    ]),
  );

function edgeResponse(result: Awaited<ReturnType<ViewerHandler>>): EdgeResponse {
  if (!result) throw new Error('the edge gave nothing');
  const headers = Object.fromEntries(
    Object.entries(result.headers ?? {}).map(([name, [first]]) => [name, first?.value ?? '']),
  );
  const forwarded = !('status' in result);
  const status = forwarded ? 0 : Number(result.status);
  const body = forwarded || !('body' in result) ? '' : (result.body ?? '');
  return {
    status,
    headers,
    body,
    accepted: forwarded || status === 302,
    cookie: headers['set-cookie']?.split(';', 1)[0] ?? '',
    forwarded,
  };
}

/** Calls again while the response is 503, as a client does: on a busy machine a request may run out of time. */
export async function callPatiently(harness: Harness, id: OperationId, call: ApiCall): Promise<ApiResponse> {
  for (let attempt = 1; attempt < 5; attempt++) {
    const response = await harness.call(id, call);
    if (response.status !== 503) return response;
  }
  return await harness.call(id, call);
}

/** Makes a secret, which must succeed. */
export async function createSecret(harness: Harness, organizationId: string): Promise<Secret> {
  const call = { organizationId, body: { name: 'Production' } };
  const { status, body } = await callPatiently(harness, 'create-secret', call);
  if (status !== 201) throw new Error(`create-secret answered ${status}`);
  return body as unknown as Secret;
}
