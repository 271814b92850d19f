import type { CloudFrontRequest, CloudFrontRequestEvent, CloudFrontRequestResult } from 'aws-lambda';
import { viewerRequestHandler } from '../../lambdas/edge/viewer-request-handler.ts';
import { edgeHeaders, resultProblem } from '../../local/edge-headers.ts';
import type { DynamoDb, DynamoDbRequest } from '../../shared/dynamodb.ts';
import type { LogEvent } from '../../shared/log.ts';

export const edgeConfig = {
  embedDomain: 'embed.example.com',
  viewerScheme: 'https' as const,
  audience: 'https://app.example.com',
  region: 'us-east-1',
  sessionLengthHours: 24,
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

/**
 * CloudFront's event for a viewer's request. Headers that CloudFront doesn't show to edge functions are left out,
 * so that no test passes because of one.
 */
export function viewerEvent({
  host = 'acme.embed.example.com',
  method = 'GET',
  target,
  headers = {},
}: ViewerRequest) {
  const [uri = '', ...query] = target.split('?');
  const sent = Object.entries({ Host: host, ...headers }).flatMap(([key, value]) =>
    [value].flat().map((each) => [key, each] as const),
  );
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
          request: {
            clientIp: '203.0.113.7',
            method,
            uri,
            querystring: query.join('?'),
            headers: edgeHeaders(sent),
          },
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
      const event = viewerEvent(request);
      const shown = structuredClone(event.Records[0]?.cf.request);
      const result = await handler(event);
      if (!result || !shown) throw new Error('the edge returned nothing');
      const problem = resultProblem(shown, result);
      if (problem !== undefined) throw new Error(`CloudFront would respond 502: ${problem}`);
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
    dynamodb: (budget) => {
      const send = dynamodb(budget);
      return (sent) => {
        requireConsistentReads(sent);
        return send(sent);
      };
    },
    clock: () => client.now,
    log: (event) => log.push(event),
  });
  return client;
}

/** Revocation is immediate because every read is strongly consistent. The default isn't. */
function requireConsistentReads(request: DynamoDbRequest): void {
  const reads =
    request.operation === 'BatchGetItem'
      ? Object.values(request.input.RequestItems)
      : request.operation === 'GetItem' || request.operation === 'Query'
        ? [request.input]
        : [];
  for (const { ConsistentRead: isConsistent } of reads) {
    if (isConsistent !== true) throw new Error(`a read isn’t strongly consistent: ${request.operation}`);
  }
}
