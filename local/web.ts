import type { IncomingMessage, ServerResponse } from 'node:http';

const knownHosts = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/** Serves the pages of the local run. */
export function webHandler(
  samplePage: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>,
) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!knownHosts.test(request.headers.host ?? '')) return void response.writeHead(403).end();
    if (request.url === '/') return void response.writeHead(302, { location: '/sample' }).end();
    if (await samplePage(request, response)) return;
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found.\n');
  };
}
