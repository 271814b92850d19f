import type { CloudFrontRequest, CloudFrontRequestEvent, CloudFrontRequestResult } from 'aws-lambda';
import type { Clock } from '../../shared/clock.ts';
import type { EdgeFailureReason } from '../../shared/contract/refusals.ts';
import { type DynamoDb, TableUnavailableError } from '../../shared/dynamodb.ts';
import { loginPath, redeemPath, type UrlFormat, urlFormat } from '../../shared/embed-url/url-format.ts';
import type { Log } from '../../shared/log.ts';
import { identityCache } from '../../shared/sessions/identity.ts';
import { bestEffortSignal } from './best-effort.ts';
import type { EdgeConfig } from './config.ts';
import { customHostCache } from './custom-host-cache.ts';
import { environmentKeysCache } from './environment-keys-cache.ts';
import { login } from './login.ts';
import type { Outcome } from './outcome.ts';
import { redeem } from './redeem.ts';
import { hostOf, isPrefetch, wantsJson } from './request.ts';
import type { RequestContext } from './request-context.ts';
import { denial, jwksDocument, noContent } from './responses.ts';
import { session } from './session.ts';

const budgetMs = 2500;
const jwksPath = '/.well-known/jwks.json';

export type EdgeDependencies = {
  /** DynamoDB within a request's budget. */
  dynamodb: (budget: AbortSignal) => DynamoDb;
  clock: Clock;
  log: Log;
};

/**
 * Creates CloudFront's viewer-request function, which lets through what it can verify now, and nothing else.
 * Any failure is a 503, never a pass.
 */
export function viewerRequestHandler(
  config: EdgeConfig,
  { dynamodb, clock, log }: EdgeDependencies,
): (event: CloudFrontRequestEvent) => Promise<CloudFrontRequestResult> {
  const environmentKeys = environmentKeysCache(clock);
  const signIdentity = identityCache();
  const organizationOf = customHostCache(config.embedDomain, clock);

  return async (event) => {
    const { request, config: distribution } = event.Records[0]?.cf ?? missingRecord();
    const { requestId } = distribution;
    const host = hostOf(request);
    const budget = AbortSignal.timeout(budgetMs);
    const budgeted = dynamodb(budget);
    const context: RequestContext = {
      config,
      dynamodb: budgeted,
      bestEffortDynamoDb: (alongside = Promise.resolve()) =>
        dynamodb(AbortSignal.any([budget, bestEffortSignal(alongside)])),
      signIdentity,
      environmentKeys: () => environmentKeys(budgeted),
      host,
      organizationId: () => organizationOf(budgeted, host),
      now: clock(),
    };
    const facts = { requestId, host, method: request.method, format: formatOf(request) };
    const asJson = wantsJson(request);
    try {
      const outcome = await route(context, request);
      const { reason } = outcome;
      if (outcome.ok) {
        log({ event: 'viewer_allowed', ...facts, reason, ...outcome.facts });
        return outcome.result;
      }
      log({ event: 'viewer_denied', ...facts, reason, ...outcome.facts });
      return denial(reason === 'cookie_blocked' ? reason : 'forbidden', requestId, asJson);
    } catch (error) {
      log({ event: 'viewer_denied', ...facts, ...failure(error) });
      return denial('unavailable', requestId, asJson);
    }
  };
}

async function route(context: RequestContext, request: CloudFrontRequest): Promise<Outcome> {
  const { method, uri } = request;
  if (uri === loginPath || uri === redeemPath) {
    if (method === 'HEAD' || method === 'OPTIONS' || isPrefetch(request)) {
      return { ok: true, result: noContent(), reason: 'nothing_consumed' };
    }
    if (method !== 'GET') return { ok: false, reason: 'method_not_allowed' };
    return uri === loginPath ? await login(context, request) : await redeem(context, request);
  }
  if (uri === jwksPath && (method === 'GET' || method === 'HEAD')) {
    const { jwks } = await context.environmentKeys();
    return { ok: true, result: jwksDocument(jwks), reason: 'public_keys' };
  }
  return await session(context, request);
}

/** The kind of request, for the log and the metrics derived from it: `unknown` if it isn't any kind of signed URL. */
function formatOf({ uri, querystring }: CloudFrontRequest): UrlFormat | 'unknown' | 'jwks' | 'session' {
  if (uri === jwksPath) return 'jwks';
  if (uri !== loginPath && uri !== redeemPath) return 'session';
  return urlFormat({ path: uri, query: querystring }) ?? 'unknown';
}

function missingRecord(): never {
  throw new TypeError('not a CloudFront event');
}

/** For the log. Only our own errors have a message that is safe to log. */
function failure(error: unknown): { reason: EdgeFailureReason; error: string } {
  if (error instanceof TableUnavailableError) {
    return { reason: 'table_unavailable', error: error.message };
  }
  return { reason: 'internal_error', error: error instanceof Error ? error.name : typeof error };
}
