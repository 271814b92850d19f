import { type Agent, Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import { TransientError } from './attempts.ts';

const responseMaxBytes = 1024 * 1024;

type Exchange = {
  headers: RequestOptions['headers'];
  body: string;
  signal: AbortSignal;
  /** Called as soon as the request has an open connection. */
  onConnected: () => void;
};

/** Connections to one endpoint, kept alive. */
export type Connections = {
  /** Opens a connection for the first request, so that it needn't wait for TCP and TLS. */
  open: () => void;
  /** @throws {TransientError} if there is no complete response */
  post: (exchange: Exchange) => Promise<{ status: number; body: Buffer }>;
};

export function connections(endpoint: URL): Connections {
  const { protocol, hostname, port } = endpoint;
  const isSecure = protocol === 'https:';
  const agent: Agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const request = isSecure ? httpsRequest : httpRequest;
  const connectedEvent = isSecure ? 'secureConnect' : 'connect';
  const connected = new WeakSet<Socket>();
  let opened: Socket | undefined;

  const createConnection = agent.createConnection.bind(agent);
  const connect = (...args: Parameters<typeof createConnection>): Socket => {
    const socket = createConnection(...args) as Socket;
    socket.once(connectedEvent, () => connected.add(socket));
    return socket;
  };
  agent.createConnection = (options, callback) => {
    const socket = opened;
    opened = undefined;
    return socket === undefined || socket.destroyed ? connect(options, callback) : socket;
  };

  return {
    open: () => {
      // As `node:https` would, so that the connection is the same.
      const tls = isSecure ? { servername: hostname, ALPNProtocols: ['http/1.1'] } : {};
      opened = connect({ host: hostname, port: port || (isSecure ? 443 : 80), ...tls });
      // If it fails, the first request opens another one.
      opened.on('error', () => undefined);
    },
    post: ({ headers, body, signal, onConnected }) => {
      const options = { agent, hostname, port, path: '/', method: 'POST', headers, signal };
      const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: Buffer }>();
      const fail = (error: NodeJS.ErrnoException) => reject(new TransientError(error.code ?? error.name));
      const sent = request(options as RequestOptions, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > responseMaxBytes) sent.destroy(new Error('the response is too large'));
        });
        response.on('error', fail);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const checksum = response.headers['x-amz-crc32'];
          if (!response.complete || (checksum !== undefined && Number(checksum) !== crc32(bytes))) {
            reject(new TransientError('the response is damaged'));
          } else {
            resolve({ status: response.statusCode ?? 0, body: bytes });
          }
        });
      });
      sent.on('socket', (socket) => {
        if (connected.has(socket)) onConnected();
        else socket.once(connectedEvent, onConnected);
      });
      sent.on('error', fail);
      sent.end(body);
      return promise;
    },
  };
}
