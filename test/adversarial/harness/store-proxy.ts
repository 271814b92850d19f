import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { listening } from '../../../local/http.ts';
import type { Random } from './random.ts';

/** A request to DynamoDB. */
export type StoreRequest = { operation: string; input: Record<string, unknown>; text: string };

/** DynamoDB's response. */
export type StoreResponse = { status: number; headers: Record<string, string>; body: Buffer };

/**
 * What the proxy does with a request. `carriedOut` says whether DynamoDB receives it. If it does, the fault affects the
 * response.
 */
export type Treatment =
  | { kind: 'pass'; beforeMs?: number; afterMs?: number }
  | { kind: 'silence' | 'reset'; carriedOut: boolean }
  | { kind: 'error'; carriedOut: boolean; status: number; type: string }
  /** Half of the response; then the connection is reset, or nothing more is sent, or the response ends as if complete. */
  | { kind: 'half'; ending: 'reset' | 'silence' | 'end' }
  /** The bytes of another request's response. */
  | { kind: 'other'; carriedOut: boolean }
  | { kind: 'unprocessed' };

export type StoreProxy = {
  endpoint: string;
  /** Called for each request. */
  treat: (request: StoreRequest) => Treatment;
  /** Changes a request's body before it is forwarded. */
  rewrite?: (request: StoreRequest) => object;
  /** Called with each request that was carried out. */
  watch?: (request: StoreRequest, received: StoreResponse) => void;
  close: () => Promise<void>;
};

/** An HTTP proxy in front of a DynamoDB. It forwards everything unchanged by default. */
export async function startStoreProxy(endpoint: string, random: Random): Promise<StoreProxy> {
  const agent = new Agent({ keepAlive: true });
  const recent: { request: StoreRequest; received: StoreResponse }[] = [];
  const server = createServer((message, response) => {
    handle(message, response).catch(() => response.destroy());
  });
  const port = await listening(server, { port: 0 });
  const proxy: StoreProxy = {
    endpoint: `http://127.0.0.1:${port}`,
    treat: () => ({ kind: 'pass' }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = (await buffer(message)).toString();
    const operation = String(message.headers['x-amz-target']).split('.').at(-1) ?? '';
    const request: StoreRequest = { operation, input: JSON.parse(text), text };
    const carryOut = async (): Promise<StoreResponse> => {
      const body = proxy.rewrite === undefined ? text : JSON.stringify(proxy.rewrite(request));
      const received = await forward(endpoint, agent, message, body);
      proxy.watch?.(request, received);
      recent[random.below(64)] = { request, received };
      return received;
    };
    const treatment = proxy.treat(request);
    if (treatment.kind === 'pass') {
      if (treatment.beforeMs) await setTimeout(treatment.beforeMs);
      const received = await carryOut();
      if (treatment.afterMs) await setTimeout(treatment.afterMs);
      return send(response, received);
    }
    const received = 'carriedOut' in treatment && !treatment.carriedOut ? undefined : await carryOut();
    switch (treatment.kind) {
      case 'silence':
        return;
      case 'reset':
        return void response.destroy();
      case 'error':
        return send(response, errorResponse(treatment.status, treatment.type));
      case 'half':
        return sendHalf(response, received as StoreResponse, treatment.ending);
      case 'other': {
        const others = recent.filter((each) => each !== undefined && isOfAnother(each.request, request));
        // Responses to the same operation are the most plausible.
        const alike = others.filter((each) => each.request.operation === operation);
        const from = alike.length > 0 && random.chance(0.7) ? alike : others;
        return from.length === 0 ? void response.destroy() : send(response, random.pick(from).received);
      }
      case 'unprocessed':
        return send(response, unprocessed(request, received as StoreResponse));
    }
  }
  return proxy;
}

async function forward(
  endpoint: string,
  agent: Agent,
  message: IncomingMessage,
  body: string,
): Promise<StoreResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { ...message.headers, 'content-length': String(Buffer.byteLength(body)) };
  const sent = httpRequest(endpoint, { agent, method: 'POST', headers }, resolve);
  sent.on('error', reject).end(body);
  const received = await promise;
  const { connection: _, ...kept } = received.headers as Record<string, string>;
  return { status: received.statusCode ?? 0, headers: kept, body: await buffer(received) };
}

const send = (response: ServerResponse, { status, headers, body }: StoreResponse): void =>
  void response.writeHead(status, headers).end(body);

function sendHalf(
  response: ServerResponse,
  { status, headers, body }: StoreResponse,
  ending: 'reset' | 'silence' | 'end',
): void {
  const half = body.subarray(0, body.length >> 1);
  const { 'x-amz-crc32': _, 'content-length': length, ...others } = headers;
  if (ending === 'end')
    return void response.writeHead(status, { ...others, 'content-length': half.length }).end(half);
  response.writeHead(status, { ...headers, 'content-length': length ?? body.length });
  response.write(half, () => ending === 'reset' && response.destroy());
}

function errorResponse(status: number, type: string): StoreResponse {
  const body = Buffer.from(
    JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type }),
  );
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'content-length': String(body.length) },
    body,
  };
}

/** The response to a batch of which some keys were not processed. */
function unprocessed({ operation, input }: StoreRequest, received: StoreResponse): StoreResponse {
  if (operation !== 'BatchGetItem') return errorResponse(400, 'ThrottlingException');
  const { Responses: responses } = JSON.parse(received.body.toString());
  const [table = '', ...others] = Object.keys(input.RequestItems as object).reverse();
  const kept = Object.fromEntries(others.map((other) => [other, responses[other]]));
  const left = { [table]: (input.RequestItems as Record<string, unknown>)[table] };
  const body = Buffer.from(JSON.stringify({ Responses: kept, UnprocessedKeys: left }));
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'content-length': String(body.length) },
    body,
  };
}

/** An older response to the same read can't be distinguished from a new one, so it doesn't count as another request's. */
const isOfAnother = (one: StoreRequest, other: StoreRequest): boolean =>
  one.text !== other.text &&
  (one.operation !== 'GetItem' || JSON.stringify(one.input.Key) !== JSON.stringify(other.input.Key));
