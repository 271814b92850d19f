import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

const loopback = '127.0.0.1';

/** A server on this machine alone, and how to stop it at once. */
export type LocalServer = { port: number; close: () => Promise<void> };

/**
 * Listens on 127.0.0.1.
 *
 * @param options.port 0 for any that is free
 * @param options.variable names the port in the error if it is taken
 */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { port, variable }: { port: number; variable?: string },
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    // RFC 9112, section 3.2. Node only looks for a missing one.
    if ((request.headersDistinct.host ?? []).length > 1) return void response.writeHead(400).end();
    handle(request, response).catch((error: unknown) => {
      // Only where it happened: a message could quote the request.
      const [, ...frames] = (error instanceof Error ? (error.stack ?? '') : '').split('\n    at ');
      process.stderr.write(`A local server failed: ${frames.join(' < ')}\n`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  return { port: await listening(server, { port, variable }), close: () => close(server) };
}

/** Starts a server on 127.0.0.1 and returns its port. */
export function listening(
  server: Server,
  { port, variable }: { port: number; variable?: string | undefined },
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE' && variable !== undefined;
    reject(taken ? new Error(`Port ${port} is taken. Set ${variable} to another one.`) : error);
  });
  server.listen(port, loopback, () => {
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : port);
  });
  return promise;
}

function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}

/** The whole body; `undefined` if it is larger than the limit. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
}

/** The request target's path and query, as sent. `undefined` for a target that isn't a path (`http://…`, `*`). */
export function target(request: IncomingMessage): { path: string; query: string } | undefined {
  const url = request.url ?? '';
  if (!url.startsWith('/')) return undefined;
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** Every header, names in lower case, repeated ones joined as HTTP says. */
export function joinedHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(',')]),
  );
}

/** Whether a Host header names this machine: a page of another site can reach a port here under its own name. */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host);
