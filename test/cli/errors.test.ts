import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../shared/contract/errors.ts';
import { embed } from './embed.ts';
import { stubApi } from './stub-api.ts';

type Stub = Parameters<typeof stubApi>[0];
const list = async (respond: Stub, args: string[] = []) => {
  const { url, requests } = await stubApi(respond);
  const { port } = new URL(url);
  const command = ['secrets', 'list', '--local', '--organization', 'acme', ...args];
  return { ...(await embed(command, { env: { EMBED_API_PORT: port } })), url, requests };
};

const exitCodes: Record<number, number> = { 400: 2, 403: 3, 404: 4, 409: 5, 413: 2, 415: 2, 500: 1, 503: 6 };

describe('an error of the API', () => {
  it.each(Object.entries(errorCodes))(
    '%s has its exit code, the address, the request ID and a next step',
    async (code, { status, title }) => {
      const problem = {
        title,
        status,
        detail: 'Detail.',
        code,
        requestId: 'r-1',
        errors: [{ field: 'name', message: 'is bad' }],
      };
      const { exitCode, error, output, url } = await list(() => ({ status, body: JSON.stringify(problem) }));
      expect(exitCode).toBe(exitCodes[status]);
      const [message, detail, address, requestId, next] = error.split('\n');
      expect(message).toBe(`Error: ${title}: Detail. (${status} ${code})`);
      expect([detail, address, requestId]).toEqual([
        '  name is bad',
        `Address: GET ${url}/organizations/acme/embed/secrets`,
        'Request ID: r-1',
      ]);
      expect(next).toMatch(/^Next: \S/);
      expect(output).toBe('');
    },
  );

  it('is printed as it was sent with --json', async () => {
    const body = '{"code":"not_found","title":"t","detail":"d","status":404,"requestId":"r"}';
    expect((await list(() => ({ status: 404, body }), ['--json'])).output).toBe(`${body}\n`);
  });

  it('is distinguished from an error of API Gateway', async () => {
    const { exitCode, error } = await list(() => ({ status: 403, body: '{"message":"Forbidden"}' }));
    expect(exitCode).toBe(3);
    expect(error).toMatch(
      /^Error: The API returned 403\.\nAddress: GET .*\nNext: these credentials may not do this/,
    );
  });
});

describe('a server that is not the API', () => {
  it('can not send the signed request elsewhere', async () => {
    const elsewhere = await stubApi(() => ({ status: 200, body: '{"records":[]}' }));
    const { exitCode, error } = await list(() => ({ status: 307, headers: { location: elsewhere.url } }));
    expect(exitCode).toBe(1);
    expect(error).toContain("this isn't the address of the API");
    expect(elsewhere.requests).toEqual([]);
  });

  it.each([
    [200, '<html>'],
    [404, '<html>'],
    [404, '{"message":"Not Found"}'],
  ])('is recognized: %i %s', async (status, body) => {
    const { exitCode, error } = await list(() => ({ status, body }));
    expect(exitCode).not.toBe(0);
    expect(error).toMatch(/Address: GET .*\nNext: this isn't the address of the API/);
  });

  it('that does not respond is named, with what to do', async () => {
    const { url } = await stubApi(() => ({ status: 200 }));
    // A port on which nothing listens: 0 is never one.
    const { exitCode, error } = await embed(['secrets', 'list', '--local', '--organization', 'acme'], {
      env: { EMBED_API_PORT: '0' },
    });
    expect(url).not.toBe('');
    expect(exitCode).toBe(6);
    expect(error).toMatch(
      /^Error: The API can't be reached\.\n[\s\S]*Address: GET http:\/\/127\.0\.0\.1:0\/.*\nNext: start the local run/,
    );
  });
});

/** A line feed is what separates lines. */
const control = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

describe('text from the API', () => {
  const name = 'Ada\u001b[2K\u009b31m\u202e';
  const session = {
    id: 'n.1',
    externalId: 'e\n',
    name,
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-01T00:00:00.000Z',
  };
  const sessions = async (args: string[]) => {
    const { url } = await stubApi(() => ({ status: 200, body: JSON.stringify({ records: [session] }) }));
    const command = ['sessions', 'list', '--local', '--organization', 'acme', ...args];
    return await embed(command, { env: { EMBED_API_PORT: new URL(url).port } });
  };

  it('runs no escape sequence in the terminal, and shows no text in another order', async () => {
    const { output } = await sessions([]);
    expect(output).toContain('Ada\\u{1b}[2K\\u{9b}31m\\u{202e}');
    expect(output.split('\n')).toHaveLength(3);
    const json = await sessions(['--json']);
    expect(json.output).not.toMatch(control);
    expect(JSON.parse(json.output)).toEqual({ records: [session] });
  });

  it('is as harmless in an error', async () => {
    const body = JSON.stringify({
      title: name,
      detail: name,
      code: 'not_found',
      requestId: name,
      status: 404,
    });
    const { error } = await list(() => ({ status: 404, body }));
    expect(error).not.toMatch(control);
  });
});
