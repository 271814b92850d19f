import type { CloudFrontRequest } from 'aws-lambda';
import { header } from './request.ts';

/**
 * Whether another site's page makes the viewer's browser act here: an unsafe method, or a WebSocket, with an
 * `Origin` that isn't ours. The session cookie is `SameSite=None`, so nothing else prevents it.
 */
export function isCrossOriginWrite(request: CloudFrontRequest, ownOrigin: string): boolean {
  const isSafe =
    ['GET', 'HEAD', 'OPTIONS'].includes(request.method) && header(request, 'upgrade') === undefined;
  if (isSafe) return false;
  return (request.headers.origin ?? []).some(({ value }) => value.toLowerCase() !== ownOrigin);
}
