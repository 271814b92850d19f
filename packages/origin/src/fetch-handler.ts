import { type EmbedIdentity, setIdentity } from './identity.ts';
import { frameAncestorsPolicy, refusal, viewerCacheControl } from './response-headers.ts';

/**
 * Wraps a fetch-style handler.
 *
 * @example
 * // Hono: handlers get the viewer by identityOf(c.req.raw)
 * export default { fetch: embed.fetch((request) => app.fetch(request)) };
 * // Next
 * export const GET = embed.fetch((request, { claims }) => Response.json(claims));
 */
export const fetchHandler =
  (verify: (header: string | null) => Promise<EmbedIdentity>) =>
  <FetchRequest extends Request, Rest extends unknown[]>(
    handle: (request: FetchRequest, identity: EmbedIdentity, ...rest: Rest) => Response | Promise<Response>,
  ) =>
  async (request: FetchRequest, ...rest: Rest): Promise<Response> => {
    let identity: EmbedIdentity;
    try {
      identity = await verify(request.headers.get('x-embed-identity'));
    } catch (error) {
      const { body, ...init } = refusal(error);
      return new Response(body, init);
    }
    setIdentity(request, identity);
    return withHeaders(await handle(request, identity, ...rest), identity);
  };

/** A copy: the headers of a redirect, or of a response that was fetched, can't be changed. */
function withHeaders(response: Response, identity: EmbedIdentity): Response {
  // A WebSocket's handshake has no body to protect, and no Response can be made with its status.
  if (response.status === 101) return response;
  const headers = new Headers(response.headers);
  headers.append('content-security-policy', frameAncestorsPolicy(identity));
  headers.set('cache-control', viewerCacheControl(headers.get('cache-control') ?? ''));
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
