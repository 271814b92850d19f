import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { readBody } from '../../../local/http.ts';

/** A request to one of the hosts, with its whole body. */
export type FrontRequest = { method: string; path: string; message: IncomingMessage; body: Buffer };

export type Host = (request: FrontRequest, response: ServerResponse) => Promise<void>;

/**
 * Serves several hosts of the internet on a port of this machine, by TLS. A browser finds them there that resolves
 * every name to it.
 */
export async function startFront(
  certificate: { key: Buffer; cert: Buffer },
  hosts: Readonly<Record<string, Host>>,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer(certificate, async (message, response) => {
    const host = hosts[message.headers.host ?? ''];
    const body = await readBody(message, 1_000_000);
    if (host === undefined || body === undefined) return response.writeHead(502).end();
    await host({ method: message.method ?? '', path: message.url ?? '', message, body }, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the front has no port');
  return {
    port: address.port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Sends a request on to the emulator as it is, but for the host, and returns the response with its whole body. */
export async function forward(endpoint: string, { method, path, message, body }: FrontRequest) {
  const { 'content-type': type, 'x-amz-target': target } = message.headers;
  return await send(endpoint, {
    method,
    path,
    headers: { ...(type && { 'content-type': type }), ...(target && { 'x-amz-target': String(target) }) },
    body: new Uint8Array(body),
  });
}

/** Fills a form of the emulator's sign-in pages. */
export const submitForm = (endpoint: string, path: string, form: Record<string, string>) =>
  send(endpoint, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(`${new URLSearchParams(form)}`),
  });

async function send(
  endpoint: string,
  {
    method,
    path,
    headers,
    body,
  }: { method: string; path: string; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> },
) {
  const response = await fetch(new URL(path, endpoint), {
    method,
    headers,
    redirect: 'manual',
    ...(body.length === 0 ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Sends the emulator's response on to the browser, with what AWS sends to a page of another origin. */
export function relay(
  response: ServerResponse,
  { status, headers, text }: Awaited<ReturnType<typeof forward>>,
): void {
  const kept = ['content-type', 'location', 'set-cookie'].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  response.writeHead(status, {
    ...Object.fromEntries(kept),
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'content-type, x-amz-target',
    'access-control-allow-methods': 'POST',
  });
  response.end(text);
}
