import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { cookieOf, signTarget, view } from '../support/local.ts';
import { createAcmeSecret, acmeHost as host, useLocalRun } from '../support/use-local-run.ts';

const ports = useLocalRun();

/** The status line of the response to a request, sent as it is. */
async function statusLine(port: number, lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}`);
  return (await text(socket)).split('\r\n', 1)[0] ?? '';
}

describe('a request with two Host headers', () => {
  const badRequest = 'HTTP/1.1 400 Bad Request';

  it.each(['api', 'edge', 'web'] as const)(
    'gets 400 from the %s, whether they differ or not',
    async (name) => {
      const own = `127.0.0.1:${ports[name]}`;
      for (const other of [own, 'globex.embed.localhost', '']) {
        const lines = ['GET / HTTP/1.1', `Host: ${own}`, `host: ${other}`];
        expect(await statusLine(ports[name], lines)).toBe(badRequest);
      }
    },
  );

  it('gets 400 with a session, before anything reaches the application', async () => {
    const { secretKey } = await createAcmeSecret(ports);
    const cookie = cookieOf(await view(ports, host, signTarget(ports, host, secretKey)));
    const lines = ['GET / HTTP/1.1', `Cookie: ${cookie}`, `Host: ${host}:${ports.edge}`];
    expect(await statusLine(ports.edge, lines)).toBe('HTTP/1.1 200 OK');
    expect(await statusLine(ports.edge, [...lines, `Host: ${host}:${ports.edge}`])).toBe(badRequest);
  });
});
