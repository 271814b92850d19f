import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

export type DistantTable = { endpoint: string; close: () => void };

/** Makes a certificate for `localhost`, which the instances trust. */
export function makeCertificate(folder: string): { certificate: string; key: string } {
  const certificate = join(folder, 'certificate.pem');
  const key = join(folder, 'key.pem');
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', ...made, ...names], { stdio: 'ignore' });
  return { certificate, key };
}

/**
 * Puts a DynamoDB behind TLS and a distance: every byte takes half a round trip, and the first ones of a
 * connection another whole one, for TCP's handshake.
 */
export async function distantTable(
  dynamodbEndpoint: string,
  { certificate, key, roundTripMs }: { certificate: string; key: string; roundTripMs: number },
): Promise<DistantTable> {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const dynamodbPort = Number(new URL(dynamodbEndpoint).port);
  const credentials = { cert: readFileSync(certificate), key: readFileSync(key) };
  const tls = createTlsServer(credentials, (socket) => {
    const upstream = track(connect(dynamodbPort, '127.0.0.1'));
    track(socket).pipe(upstream).pipe(socket);
  });
  const tlsPort = await listen(tls);
  const proxy = createServer((near) => {
    const far = track(connect(tlsPort, '127.0.0.1'));
    const readyAt = performance.now() + roundTripMs;
    track(near);
    near.on('data', (bytes) => {
      const handshakeMs = Math.max(0, readyAt - performance.now());
      setTimeout(() => far.write(bytes), handshakeMs + roundTripMs / 2);
    });
    far.on('data', (bytes) => setTimeout(() => near.write(bytes), roundTripMs / 2));
    near.on('end', () => far.end());
    far.on('end', () => near.end());
  });
  const port = await listen(proxy);
  return {
    endpoint: `https://localhost:${port}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      tls.close();
    },
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  });
  return promise;
}
