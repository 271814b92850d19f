import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connections } from '../../../lambdas/edge/connections.ts';
import { listening } from '../../../local/http.ts';
import { unlimited } from '../../support/dynamodb.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An endpoint that counts the connections that it accepts. */
async function endpoint() {
  const accepted: Socket[] = [];
  const server = createServer((_, response) => response.end('{}'));
  const firstConnection = Promise.withResolvers<void>();
  server.on('connection', (socket) => {
    accepted.push(socket);
    firstConnection.resolve();
  });
  const port = await listening(server, { port: 0 });
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: new URL(`http://127.0.0.1:${port}`), accepted, connected: firstConnection.promise };
}

const post = { headers: {}, body: '{}', signal: unlimited, onConnected: () => undefined };

describe('a connection opened ahead', () => {
  it('serves the first request', async () => {
    const { url, accepted, connected } = await endpoint();
    const client = connections(url);
    client.open();
    await connected;
    expect((await client.post(post)).status).toBe(200);
    expect(accepted).toHaveLength(1);
  });

  it('serves the first request even while it is being opened', async () => {
    const { url, accepted } = await endpoint();
    const client = connections(url);
    client.open();
    let connectedFirst = false;
    const onConnected = () => {
      connectedFirst = true;
    };
    expect((await client.post({ ...post, onConnected })).status).toBe(200);
    expect([accepted.length, connectedFirst]).toEqual([1, true]);
  });

  it('is replaced by the first request if it failed', async () => {
    const { url, accepted, connected } = await endpoint();
    const client = connections(url);
    client.open();
    await connected;
    const [socket] = accepted;
    const closed = new Promise((resolve) => socket?.once('close', resolve));
    socket?.destroy();
    await closed;
    await client.post(post).catch(() => undefined);
    expect((await client.post(post)).status).toBe(200);
  });
});

describe('a kept connection', () => {
  it('serves the next request, which is connected at once', async () => {
    const { url, accepted } = await endpoint();
    const client = connections(url);
    await client.post(post);
    let calls = 0;
    await client.post({ ...post, onConnected: () => calls++ });
    expect([accepted.length, calls]).toEqual([1, 1]);
  });
});
