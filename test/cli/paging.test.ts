import { describe, expect, it } from 'vitest';
import { embed } from './embed.ts';
import { stubApi } from './stub-api.ts';

const record = (id: number) => ({
  id: `n.${id}`,
  externalId: `e${id}`,
  name: 'Ada',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-01T00:00:00.000Z',
});
const pages: Record<string, object> = {
  '': { records: [record(1), record(2)], nextCursor: 'two+/' },
  'two+/': { records: [record(3), record(4)], nextCursor: 'three' },
  three: { records: [record(5)] },
};
const api = await stubApi(({ url = '' }) => ({
  status: 200,
  body: JSON.stringify(pages[new URL(url, 'http://x').searchParams.get('cursor') ?? '']),
}));
const list = (...args: string[]) =>
  embed(['sessions', 'list', '--local', '--organization', 'acme', ...args], {
    env: { EMBED_API_PORT: new URL(api.url).port },
  });

describe('a list', () => {
  it('is read to its end', async () => {
    const { output } = await list('--json');
    expect(JSON.parse(output)).toEqual({ records: [1, 2, 3, 4, 5].map(record) });
    expect((await list()).output.trim().split('\n')).toHaveLength(6);
  });

  it('is read no further than --limit', async () => {
    api.requests.length = 0;
    expect(JSON.parse((await list('--json', '--limit', '3')).output).records).toEqual([1, 2, 3].map(record));
    expect(api.requests).toHaveLength(2);
  });

  it('ends with an error if a cursor comes back', async () => {
    const endless = await stubApi(() => ({
      status: 200,
      body: JSON.stringify({ records: [record(1)], nextCursor: 'again' }),
    }));
    const env = { EMBED_API_PORT: new URL(endless.url).port };
    const { exitCode, error } = await embed(['sessions', 'list', '--local', '--organization', 'acme'], {
      env,
    });
    expect([exitCode, endless.requests.length]).toEqual([1, 2]);
    expect(error).toContain('the same cursor twice');
  });

  it('of one page is printed as it was sent', async () => {
    const body = '{ "records": [] }';
    const { url } = await stubApi(() => ({ status: 200, body }));
    const command = ['sessions', 'list', '--local', '--organization', 'acme'];
    const env = { EMBED_API_PORT: new URL(url).port };
    expect((await embed([...command, '--json'], { env })).output).toBe(`${body}\n`);
    expect((await embed(command, { env })).output).toBe('No sessions.\n');
  });
});
