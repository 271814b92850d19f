import { describe, expect, it } from 'vitest';
import { embed } from './embed.ts';
import { stubApi } from './stub-api.ts';

const id = '01JQZX3V6N8B4W2K7M5T9RCD1F';
const unavailable = {
  code: 'unavailable',
  title: 'Temporarily unavailable',
  detail: 'Try again.',
  requestId: 'r',
};

/** A server that responds from the third request on: first it drops the connection, then it returns 503. */
async function run(...command: string[]) {
  const api = await stubApi(({ socket }) => {
    if (api.requests.length === 1) socket.destroy();
    if (api.requests.length < 3) return { status: 503, body: JSON.stringify(unavailable) };
    return {
      status: 200,
      body: JSON.stringify({ id, secretKey: 'k', maskedKey: 'm', createdAt: '', records: [] }),
    };
  });
  const args = [...command, '--local', '--organization', 'acme', '--json'];
  const result = await embed(args, { env: { EMBED_API_PORT: new URL(api.url).port } });
  return { ...result, requests: api.requests };
}

describe('a request whose response is lost', () => {
  it('is repeated, with the same key for idempotency if it creates something', async () => {
    const { exitCode, requests } = await run('secrets', 'create', '--name', 'Once');
    expect(exitCode).toBe(0);
    const keys = requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
    expect((await run('secrets', 'list')).exitCode).toBe(0);
  });

  it('is not repeated if that would do it twice', async () => {
    const { exitCode, requests } = await run('secrets', 'reveal', id);
    expect([exitCode, requests.length]).toEqual([6, 1]);
  });
});

it('a request is sent three times at most', async () => {
  const api = await stubApi(() => ({ status: 503, body: JSON.stringify(unavailable) }));
  const env = { EMBED_API_PORT: new URL(api.url).port };
  const { exitCode } = await embed(['secrets', 'list', '--local', '--organization', 'acme'], { env });
  expect([exitCode, api.requests.length]).toEqual([6, 3]);
});
