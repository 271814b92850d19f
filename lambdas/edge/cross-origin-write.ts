import type { CloudFrontRequest } from 'aws-lambda';
import { header } from './request.ts';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether another origin's page makes the viewer's browser write here: an unsafe method or a WebSocket with an
 * `Origin` that isn't ours or, without an `Origin`, a `Sec-Fetch-Site` that says so. The session cookie is
 * `SameSite=None`, so nothing else prevents it. Other clients than browsers send neither header.
 */
export function isCrossOriginWrite(request: CloudFrontRequest, ownOrigin: string): boolean {
  if (safeMethods.includes(request.method) && !isWebSocketHandshake(request)) return false;
  const { origin = [], 'sec-fetch-site': sites = [] } = request.headers;
  if (origin.length > 0) return origin.some(({ value }) => value.toLowerCase() !== ownOrigin);
  return sites.some(({ value }) => value !== 'same-origin' && value !== 'none');
}

/**
 * CloudFront doesn't show `Upgrade` to edge functions
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html), but
 * every handshake has a `Sec-WebSocket-Key` (RFC 6455, section 4.1), and a browser's this `Sec-Fetch-Mode`.
 */
const isWebSocketHandshake = (request: CloudFrontRequest): boolean =>
  request.headers['sec-websocket-key'] !== undefined || header(request, 'sec-fetch-mode') === 'websocket';
