import type { ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Operation } from '../../shared/contract/operations.ts';

/** Nothing may stand between a leaked key and its end: these share a throttle with nothing else. */
const revocations: readonly string[] = ['delete-secret', 'disable-secret', 'rotate-secret'];

/** Called by organizations' servers each time a viewer opens a page. */
const logins: readonly string[] = ['create-session', 'generate-url', 'inspect-url'];

/**
 * Requests per second and burst of an operation's route. API Gateway counts each route by itself, over all
 * callers, and responds 429 above it: a burst of logins of one organization leaves everybody's deletes and
 * reads alone.
 */
export function routeThrottle({ id, method }: Pick<Operation, 'id' | 'method'>): Required<ThrottleSettings> {
  if (revocations.includes(id)) return { rateLimit: 50, burstLimit: 100 };
  if (logins.includes(id)) return { rateLimit: 100, burstLimit: 200 };
  if (method === 'GET') return { rateLimit: 50, burstLimit: 100 };
  return { rateLimit: 20, burstLimit: 40 };
}
