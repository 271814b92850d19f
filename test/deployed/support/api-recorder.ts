import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  request,
  type ServerResponse,
} from 'node:http';
import { listening } from '../../../local/http.ts';

type RecordedCall = { method: string; path: string; status: number };

export type ApiRecorder = {
  /** Environment variables with which a Node.js process sends its requests through the recorder. */
  variables: Readonly<Record<string, string>>;
  calls: readonly RecordedCall[];
  close: () => Promise<void>;
};

/**
 * An HTTP proxy before the deployed API that records each call. It also resolves the API's name, which is one
 * below `localhost` in the emulator: not every machine does.
 */
export async function startApiRecorder(endpoint: string): Promise<ApiRecorder> {
  const { hostname, port } = new URL(endpoint);
  const calls: RecordedCall[] = [];
  const forward = (message: IncomingMessage, response: ServerResponse): void => {
    const { pathname, search } = new URL(message.url ?? '/', `http://${message.headers.host}`);
    const { method = 'GET', headers } = message;
    const options: RequestOptions = { hostname, port, method, path: pathname + search, headers };
    const forwarded = request(options, (received) => {
      const status = received.statusCode ?? 502;
      calls.push({ method, path: pathname, status });
      response.writeHead(status, received.headers);
      received.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    message.pipe(forwarded);
  };
  const server = createServer(forward);
  // fetch makes a tunnel, node:http sends absolute URLs.
  server.on('connect', (_, socket) => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.emit('connection', socket);
  });
  const proxyPort = await listening(server, { port: 0 });
  return {
    variables: {
      NODE_USE_ENV_PROXY: '1',
      HTTP_PROXY: `http://127.0.0.1:${proxyPort}`,
      NO_PROXY: '127.0.0.1',
    },
    calls,
    close: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}
