import { createServer } from 'node:http';
import { listening } from '../../../local/http.ts';

/** A port of this machine that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const free = await listening(server, { port: 0 });
  server.close();
  return free;
}
