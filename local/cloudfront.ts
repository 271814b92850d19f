import { randomBytes } from 'node:crypto';
import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type {
  CloudFrontHeaders,
  CloudFrontRequest,
  CloudFrontRequestEvent,
  CloudFrontRequestResult,
  CloudFrontResultResponse,
} from 'aws-lambda';
import { ambiguousPath, matchesPublicPath } from '../shared/public-paths.ts';
import { edgeHeaders, resultProblem } from './edge-headers.ts';
import { target } from './http.ts';

/** CloudFront's own limit for the whole URL. */
const urlMaxBytes = 8192;
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * A CloudFront distribution for one machine: it asks the viewer-request function about every request, and
 * sends what the function lets through to the origin. It caches nothing.
 */
export function cloudFront({
  viewerRequest,
  originUrl,
  publicPaths = [],
}: {
  viewerRequest: (event: CloudFrontRequestEvent) => Promise<CloudFrontRequestResult>;
  /** Known once the origin listens. */
  originUrl: () => URL;
  /** Patterns of the paths that are served without the viewer-request function. */
  publicPaths?: readonly string[];
}) {
  const agent = new Agent({ keepAlive: true });
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = target(message);
    if (sent === undefined) return void response.writeHead(400).end();
    if ((message.url ?? '').length > urlMaxBytes) return void response.writeHead(414).end();
    const event = toEvent(message, sent);
    if (publicPaths.some((pattern) => matchesPublicPath(pattern, sent.path))) {
      const request = publicRequest(event);
      if (request === undefined) return void response.writeHead(403).end();
      return await forward({ request, message, response, agent, originUrl: originUrl() });
    }
    const shown = structuredClone(event);
    const result = await viewerRequest(event);
    const request = shown.Records[0]?.cf.request;
    if (!result || !request || resultProblem(request, result) !== undefined) {
      return void response.writeHead(502).end();
    }
    if ('status' in result) return respond(result, message, response);
    await forward({ request: result, message, response, agent, originUrl: originUrl() });
  };
}

function toEvent(
  message: IncomingMessage,
  { path, query }: { path: string; query: string },
): CloudFrontRequestEvent {
  return {
    Records: [
      {
        cf: {
          config: {
            distributionDomainName: 'dlocal.cloudfront.net',
            distributionId: 'ELOCAL',
            eventType: 'viewer-request',
            requestId: randomBytes(32).toString('base64url'),
          },
          request: {
            clientIp: message.socket.remoteAddress ?? '',
            headers: edgeHeaders(sentHeaders(message)),
            method: message.method ?? '',
            querystring: query,
            uri: path,
          },
        },
      },
    ],
  };
}

function* sentHeaders({ rawHeaders }: IncomingMessage): Iterable<[string, string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    yield [rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''];
  }
}

const forwardedForPublicPaths = ['host', 'range', 'if-none-match', 'if-modified-since'];

/** A read of a public path as the origin gets it: no cookie, and no header that could pass for an identity. */
function publicRequest({ Records: [record] }: CloudFrontRequestEvent): CloudFrontRequest | undefined {
  const request = record?.cf.request;
  if (!request || !['GET', 'HEAD'].includes(request.method) || ambiguousPath.test(request.uri))
    return undefined;
  const headers = Object.entries(request.headers).filter(([name]) => forwardedForPublicPaths.includes(name));
  return { ...request, headers: Object.fromEntries(headers) };
}

function respond(
  { status, statusDescription, headers = {}, body }: CloudFrontResultResponse,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  response.writeHead(Number(status), statusDescription, toNodeHeaders(headers));
  response.end(message.method === 'HEAD' ? undefined : body);
}

async function forward({
  request: { method, uri, querystring, headers },
  message,
  response,
  agent,
  originUrl,
}: {
  request: CloudFrontRequest;
  message: IncomingMessage;
  response: ServerResponse;
  agent: Agent;
  originUrl: URL;
}): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const toOrigin = httpRequest(
    {
      agent,
      hostname: originUrl.hostname.replace(/^\[|\]$/g, ''),
      port: originUrl.port,
      method,
      path: querystring === '' ? uri : `${uri}?${querystring}`,
      headers: { ...toNodeHeaders(headers), via: '1.1 local (CloudFront)' },
    },
    resolve,
  );
  toOrigin.on('error', reject);
  message.pipe(toOrigin);
  try {
    const fromOrigin = await promise;
    const passed = Object.entries(fromOrigin.headers).filter(([name]) => !hopByHop.includes(name));
    response.writeHead(fromOrigin.statusCode ?? 502, Object.fromEntries(passed));
    await pipeline(fromOrigin, response);
  } catch {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  }
}

/** Node takes some headers, `host` among them, only as a single value. */
const toNodeHeaders = (headers: CloudFrontHeaders): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, values]) => {
      const all = values.map(({ value }) => value);
      return [name, all.length === 1 ? (all[0] ?? '') : all];
    }),
  );
