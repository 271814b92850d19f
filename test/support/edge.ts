import type {
  CloudFrontHeaders,
  CloudFrontRequest,
  CloudFrontRequestEvent,
  CloudFrontRequestResult,
} from 'aws-lambda';
import { viewerRequestHandler } from '../../lambdas/edge/viewer-request-handler.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import type { LogEvent } from '../../shared/log.ts';

export const edgeConfig = {
  embedDomain: 'embed.example.com',
  viewerScheme: 'https' as const,
  audience: 'https://app.example.com',
  region: 'us-east-1',
};

/** CloudFront's viewer-request function. */
export type ViewerHandler = (event: CloudFrontRequestEvent) => Promise<CloudFrontRequestResult>;

export type ViewerRequest = {
  host?: string;
  method?: string;
  /** Path and query. */
  target: string;
  headers?: Record<string, string | string[]>;
};

/** CloudFront's event for a viewer's request. */
export function viewerEvent({
  host = 'acme.embed.example.com',
  method = 'GET',
  target,
  headers = {},
}: ViewerRequest) {
  const [uri = '', ...query] = target.split('?');
  const all: CloudFrontHeaders = {};
  for (const [key, value] of Object.entries({ Host: host, ...headers })) {
    all[key.toLowerCase()] = [value].flat().map((each) => ({ key, value: each }));
  }
  const event: CloudFrontRequestEvent = {
    Records: [
      {
        cf: {
          config: {
            distributionDomainName: 'd111111abcdef8.cloudfront.net',
            distributionId: 'E1',
            eventType: 'viewer-request',
            requestId: 'cloudfront-request-1',
          },
          request: { clientIp: '203.0.113.7', method, uri, querystring: query.join('?'), headers: all },
        },
      },
    ],
  };
  return event;
}

/** The response to the viewer, or the request that the origin gets. */
export type Viewed = {
  /** 0 if the request was forwarded to the origin. */
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The session cookie, as in a `Cookie` header. */
  cookie: string;
  forwarded?: CloudFrontRequest;
};

/** Sends requests through the edge at a time that the test sets; keeps what it logs. */
export function edgeClient(dynamodb: (budget: AbortSignal) => DynamoDb, startAt: number) {
  const log: LogEvent[] = [];
  const client = {
    now: startAt,
    log,
    reason: () => log.at(-1)?.reason,
    view: async (request: ViewerRequest): Promise<Viewed> => {
      const result = await handler(viewerEvent(request));
      if (!result) throw new Error('the edge returned nothing');
      const headers = Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([name, [first]]) => [name, first?.value ?? '']),
      );
      const cookie = headers['set-cookie']?.split(';', 1)[0] ?? '';
      return 'status' in result
        ? { status: Number(result.status), headers, body: result.body ?? '', cookie }
        : { status: 0, headers, body: '', cookie, forwarded: result as CloudFrontRequest };
    },
  };
  const handler = viewerRequestHandler(edgeConfig, {
    dynamodb,
    clock: () => client.now,
    log: (event) => log.push(event),
  });
  return client;
}
