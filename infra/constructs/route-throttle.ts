import type { ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Operation } from '../../shared/contract/operations.ts';

/** Nothing may delay the revocation of a leaked key, so these operations share a throttle with no other. */
const revocations: readonly string[] = ['delete-secret', 'disable-secret', 'rotate-secret'];

/** Called by organizations' servers, or by the embedded application, each time a viewer opens a page. */
const logins: readonly string[] = ['create-session', 'get-session-claims', 'generate-url', 'inspect-url'];

/**
 * Requests per second and burst of an operation's route. API Gateway counts each route separately, over all
 * callers, and responds 429 above the limit. So a burst of one organization's logins doesn't affect deletes and reads.
 */
export function routeThrottle({ id, method }: Pick<Operation, 'id' | 'method'>): Required<ThrottleSettings> {
  if (revocations.includes(id)) return { rateLimit: 50, burstLimit: 100 };
  if (logins.includes(id)) return { rateLimit: 100, burstLimit: 200 };
  if (method === 'GET') return { rateLimit: 50, burstLimit: 100 };
  return { rateLimit: 20, burstLimit: 40 };
}
