import type { CloudFrontRequestEvent, CloudFrontRequestResult } from 'aws-lambda';
import type { Clock } from '../../shared/clock.ts';
import { type DynamoDb, TableUnavailableError } from '../../shared/dynamodb.ts';
import type { EnvironmentKeys } from '../../shared/environment/keys.ts';
import type { Log, LogEvent } from '../../shared/log.ts';
import { denied, jwksDocument, nothing } from './answers.ts';
import type { EdgeConfig } from './config.ts';
import { environmentMemory } from './environment-memory.ts';
import { hostMemory } from './host-memory.ts';
import { login } from './login.ts';
import { redeem } from './redeem.ts';
import { header, hostOf, isPrefetch } from './request.ts';
import { session } from './session.ts';

const budgetMs = 2500;
const briefMs = 250;
const loginPaths: readonly string[] = ['/embed/login', '/embed/sso/redeem-session'];

export type EdgeDependencies = {
  /** DynamoDB within a request's time. */
  dynamodb: (budget: AbortSignal) => DynamoDb;
  clock: Clock;
  log: Log;
};

/** One viewer request and what it may use. */
export type Viewing = {
  config: EdgeConfig;
  dynamodb: DynamoDb;
  /** DynamoDB for what may fail: within a quarter of a second of now, and of the request's time. */
  dynamodbBriefly: () => DynamoDb;
  environmentKeys: () => Promise<EnvironmentKeys>;
  /** In lower case, with its port. */
  host: string;
  /** The organization of the host; `undefined` when it is none's. */
  organizationId: () => Promise<string | undefined>;
  /** Epoch milliseconds. */
  now: number;
};

/**
 * What becomes of a viewer request: an answer, the request on its way to the origin, or a refusal.
 * `facts` go to the log.
 */
export type Outcome =
  | { ok: true; result: CloudFrontRequestResult; facts: Omit<LogEvent, 'event'> }
  | { ok: false; reason: string; facts?: Omit<LogEvent, 'event'> };

/**
 * Makes CloudFront's viewer-request function: lets through what can be verified now, and nothing else.
 * Whatever fails in it is a 503, never a pass.
 */
export function viewerRequestHandler(
  config: EdgeConfig,
  { dynamodb, clock, log }: EdgeDependencies,
): (event: CloudFrontRequestEvent) => Promise<CloudFrontRequestResult> {
  const environment = environmentMemory(clock);
  const organizationOf = hostMemory(config.embedDomain, clock);

  return async (event) => {
    const { request, config: distribution } = event.Records[0]?.cf ?? missingRecord();
    const { requestId } = distribution;
    const host = hostOf(request);
    const budget = AbortSignal.timeout(budgetMs);
    const within = dynamodb(budget);
    const viewing: Viewing = {
      config,
      dynamodb: within,
      dynamodbBriefly: () => dynamodb(AbortSignal.any([budget, AbortSignal.timeout(briefMs)])),
      environmentKeys: () => environment(within),
      host,
      organizationId: () => organizationOf(within, host),
      now: clock(),
    };
    const facts = { requestId, host, method: request.method };
    const deny = (code: 'forbidden' | 'unavailable') =>
      denied(code, requestId, header(request, 'sec-fetch-dest'));
    try {
      const outcome = await route(viewing, request);
      if (outcome.ok) {
        log({ event: 'viewer_allowed', ...facts, ...outcome.facts });
        return outcome.result;
      }
      log({ event: 'viewer_denied', ...facts, reason: outcome.reason, ...outcome.facts });
      return deny('forbidden');
    } catch (error) {
      const reason = error instanceof TableUnavailableError ? 'table_unavailable' : 'internal_error';
      log({ event: 'viewer_denied', ...facts, reason, error: describe(error) });
      return deny('unavailable');
    }
  };
}

async function route(viewing: Viewing, request: Parameters<typeof login>[1]): Promise<Outcome> {
  const { method, uri } = request;
  if (loginPaths.includes(uri)) {
    if (method === 'HEAD' || method === 'OPTIONS' || isPrefetch(request)) {
      return { ok: true, result: nothing(), facts: { reason: 'not_a_visit' } };
    }
    if (method !== 'GET') return { ok: false, reason: 'method_not_allowed' };
    if (uri === '/embed/login') return await login(viewing, request);
    return await redeem(viewing, request);
  }
  if (uri === '/.well-known/jwks.json' && (method === 'GET' || method === 'HEAD')) {
    const { jwks } = await viewing.environmentKeys();
    return { ok: true, result: jwksDocument(jwks), facts: { reason: 'jwks' } };
  }
  return await session(viewing, request);
}

function missingRecord(): never {
  throw new TypeError('not a CloudFront event');
}

const describe = (error: unknown): string =>
  error instanceof TableUnavailableError ? error.message : error instanceof Error ? error.name : typeof error;
