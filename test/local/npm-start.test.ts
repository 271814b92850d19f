import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { listening } from '../../local/http.ts';
import { send } from '../support/local.ts';

const freePorts = { EMBED_API_PORT: '0', EMBED_EDGE_PORT: '0', EMBED_WEB_PORT: '0' };
const started: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(
  script: string,
  args: string[],
  environment: Record<string, string>,
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env.PATH, ...environment },
  });
  started.push(child);
  return child;
}

/** What a process prints, up to something; it can go on printing. */
async function printed(child: ChildProcessWithoutNullStreams, what: RegExp): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (what.test(output)) resolve(output);
  });
  child.once('exit', () => reject(new Error(`ended without printing ${what}`)));
  return await promise;
}

async function exit(child: ChildProcessWithoutNullStreams): Promise<{ code: number; error: string }> {
  const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, error };
}

describe('npm start', () => {
  it('prints what it serves, serves it, and stops on Ctrl-C', async () => {
    const child = start('local/main.ts', [], freePorts);
    const banner = await printed(child, /Ctrl-C/);
    const port = (service: string) =>
      Number(new RegExp(`${service} +http://[\\w.]+:(\\d+)`).exec(banner)?.[1]);
    expect((await send(port('API'), { target: '/organizations/acme/embed/secrets' })).status).toBe(403);
    expect((await send(port('edge'), { target: '/.well-known/jwks.json' })).status).toBe(200);
    expect((await send(port('sample page'), { target: '/sample' })).status).toBe(200);

    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  it.each([
    ['', {}],
    [
      ', whatever AWS credentials, profile, Region and endpoint this shell has',
      {
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        AWS_SESSION_TOKEN: 'token',
        AWS_PROFILE: 'missing',
        AWS_ENDPOINT_URL: 'http://192.0.2.1',
      },
    ],
  ])(
    'works with the three commands that it prints, which leave no key in the history of the shell%s',
    async (_, environment) => {
      const child = start('local/main.ts', [], { ...freePorts, ...environment });
      const banner = await printed(child, /Ctrl-C/);
      const commands = [...banner.matchAll(/^ +\d\. \w+ +(.*)$/gm)].map(([, command = '']) => command);
      const [create = '', sign = '', remove = ''] = commands;
      expect(commands).toHaveLength(3);
      const script = `${create}\nurl=$(${sign})\ncurl -s -o /dev/null -w '%{http_code} ' "$url"\n${remove}\n${sign}`;
      const shell = spawnSync('bash', ['--norc', '-e', '-c', script], {
        env: { PATH: process.env.PATH, ...environment },
        encoding: 'utf8',
      });
      expect(shell.stderr).toBe('');
      expect(shell.stdout).toMatch(
        /^302 ID +\w{26}\nName +Production\nDeleted .*\nhttp:\/\/acme\.embed\.localhost:/,
      );
      expect(commands.join()).not.toMatch(/esk_/);
    },
    60_000,
  );

  it('says in one sentence that a port is taken', async () => {
    const server = createServer();
    const port = await listening(server, { port: 0 });
    const ended = await exit(start('local/main.ts', [], { ...freePorts, EMBED_WEB_PORT: `${port}` }));
    server.close();
    expect(ended).toEqual({ code: 1, error: `Port ${port} is taken. Set EMBED_WEB_PORT to another one.\n` });
  });

  it.each([
    'https://dynamodb.us-east-1.amazonaws.com',
    'http://10.0.0.1:8000',
    'http://127.0.0.1.example.com',
  ])('uses no DynamoDB of another machine: %s', async (endpoint) => {
    const environment = { ...freePorts, AWS_ENDPOINT_URL_DYNAMODB: endpoint };
    const { code, error } = await exit(start('local/main.ts', [], environment));
    expect(code).toBe(1);
    expect(error).toMatch(/^AWS_ENDPOINT_URL_DYNAMODB must be on this machine/);
  });
});

describe('EMBED_ORIGIN_URL', () => {
  it.each([
    'https://app.example.com',
    'http://10.0.0.1:3000',
    'http://127.0.0.1.example.com:3000',
    'http://user@127.0.0.1:3000',
    'http://127.0.0.1:3000/app',
    'https://127.0.0.1:3000',
    'localhost:3000',
    '',
  ])('takes no application of another machine, and no path: %o', async (EMBED_ORIGIN_URL) => {
    const { code, error } = await exit(start('local/main.ts', [], { ...freePorts, EMBED_ORIGIN_URL }));
    expect(code).toBe(1);
    expect(error).toBe('EMBED_ORIGIN_URL must be an application on this machine: http://127.0.0.1:<port>.\n');
  });
});
