import { createServer, type IncomingMessage } from 'node:http';
import { afterAll } from 'vitest';
import { listening } from '../../local/http.ts';

type StubResponse = { status: number; headers?: Record<string, string>; body?: string };

/** A server that is not the API, and what it received. */
export async function stubApi(respond: (request: IncomingMessage) => StubResponse) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const { status, headers = {}, body = '' } = respond(request);
    response.writeHead(status, headers).end(body);
  });
  const url = `http://127.0.0.1:${await listening(server, { port: 0 })}`;
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url, requests };
}
