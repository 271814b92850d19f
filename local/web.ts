import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopbackHost } from './http.ts';

/** Responds to the requests that are for it. Returns whether one was. */
export type Page = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Serves the pages of the local run. */
export function webHandler(...pages: Page[]) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isLoopbackHost(request.headers.host)) return void response.writeHead(403).end();
    for (const page of pages) {
      if (await page(request, response)) return;
    }
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found.\n');
  };
}
