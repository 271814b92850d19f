import type { IncomingMessage, ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import { type EmbedIdentity, setIdentity } from './identity.ts';
import { frameAncestorsPolicy, refusal, viewerCacheControl } from './response-headers.ts';

type Verify = (header: string | string[] | undefined) => Promise<EmbedIdentity>;
type Refusal = ReturnType<typeof refusal>;

/**
 * Wraps a handler as a listener for `http.createServer`.
 *
 * @example
 * createServer(embed.node((request, response, { claims }) => response.end(`Hello ${claims.name}`)));
 */
export const nodeListener =
  (verify: Verify) =>
  (handle: (request: IncomingMessage, response: ServerResponse, identity: EmbedIdentity) => unknown) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const admitted = await admit(verify, request, response);
    if ('identity' in admitted) await handle(request, response, admitted.identity);
    else sendRefusal(response, admitted.refusal);
  };

/**
 * Express middleware: `app.use(embed.express())`, before everything that it protects. The handlers get the
 * viewer by `identityOf(request)`.
 */
export const expressMiddleware =
  (verify: Verify) =>
  () =>
  async (
    request: IncomingMessage,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ): Promise<void> => {
    try {
      const admitted = await admit(verify, request, response);
      if ('refusal' in admitted) return sendRefusal(response, admitted.refusal);
    } catch (error) {
      return next(error);
    }
    next();
  };

/** What the hook needs of Fastify's reply. */
type Reply = {
  raw: ServerResponse;
  code: (status: number) => unknown;
  headers: (headers: Record<string, string>) => unknown;
  send: (body: string) => unknown;
};

/**
 * A hook for Fastify: `app.addHook('onRequest', embed.fastify())`. The handlers get the viewer by
 * `identityOf(request.raw)`.
 */
export const fastifyHook =
  (verify: Verify) =>
  () =>
  async (request: { raw: IncomingMessage }, reply: Reply): Promise<unknown> => {
    const admitted = await admit(verify, request.raw, reply.raw);
    if ('identity' in admitted) return;
    reply.code(admitted.refusal.status);
    reply.headers(admitted.refusal.headers);
    return reply.send(admitted.refusal.body);
  };

async function admit(
  verify: Verify,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ identity: EmbedIdentity } | { refusal: Refusal }> {
  try {
    const identity = await verify(request.headers['x-embed-identity']);
    setIdentity(request, identity);
    // When the headers are sent: the application may set its own until then.
    onHeaders(response, () => addHeaders(response, identity));
    return { identity };
  } catch (error) {
    return { refusal: refusal(error) };
  }
}

function addHeaders(response: ServerResponse, identity: EmbedIdentity): void {
  const policies = [response.getHeader('content-security-policy') ?? []].flat().map(String);
  response.setHeader('content-security-policy', [...policies, frameAncestorsPolicy(identity)]);
  response.setHeader('cache-control', viewerCacheControl(String(response.getHeader('cache-control') ?? '')));
}

function sendRefusal(response: ServerResponse, { status, headers, body }: Refusal): void {
  response.writeHead(status, headers).end(body);
}
