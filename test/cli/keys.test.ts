import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EmbedOptions, embed, temporaryFolder } from './embed.ts';
import { stubApi } from './stub-api.ts';
import { useLocalSecrets } from './use-local-secrets.ts';

const folder = temporaryFolder();
const key = /esk_\w{28}/;
const secrets = useLocalSecrets();
const count = async () => JSON.parse((await secrets('list', '--json')).output).records.length;

describe('a new key', () => {
  it('goes to a new file that only its owner can read, and nowhere else', async () => {
    const file = join(folder, 'created.key');
    for (const [index, format] of [[], ['--json']].entries()) {
      const { exitCode, output, error } = await secrets(
        'create',
        '--name',
        'File',
        '--key-file',
        `${file}${index}`,
        ...format,
      );
      expect(exitCode).toBe(0);
      expect(readFileSync(`${file}${index}`, 'utf8')).toMatch(/^esk_\w{28}\n$/);
      expect(statSync(`${file}${index}`).mode & 0o777).toBe(0o600);
      expect(output + error).not.toMatch(key);
    }
  });

  it('is not made if its file exists', async () => {
    const file = join(folder, 'existing.key');
    writeFileSync(file, 'mine');
    const before = await count();
    expect(await secrets('create', '--name', 'Kept', '--key-file', file)).toMatchObject({
      exitCode: 2,
      error: `Error: ${file} exists already.\nNext: choose another file; nothing was changed\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await count()).toBe(before);
  });

  it('leaves no empty file behind if the request fails', async () => {
    const file = join(folder, 'failed.key');
    expect((await secrets('create', '--name', '', '--key-file', file)).exitCode).toBe(2);
    expect(existsSync(file)).toBe(false);
  });

  it('is an error if the response has none, which leaves no file behind', async () => {
    const { url } = await stubApi(() => ({ status: 201, body: '{"id":"01JQZX3V8N4M2T6B9C5D7E1F0G"}' }));
    const env = { EMBED_API_PORT: new URL(url).port };
    const file = join(folder, 'missing.key');
    const create = ['secrets', 'create', '--name', 'None', '--local', '--organization', 'acme'];
    for (const options of [['--key-file', file], ['--key-stdout'], []]) {
      const { exitCode, output, error } = await embed([...create, ...options], { env });
      expect([exitCode, output]).toEqual([1, '']);
      expect(error).toContain('The response has no secretKey.');
    }
    expect(existsSync(file)).toBe(false);
  });

  it('goes to the standard input of a command', async () => {
    const file = join(folder, 'piped');
    const { exitCode, output } = await secrets(
      'create',
      '--name',
      'Piped',
      '--key-command',
      `cat > '${file}'`,
    );
    expect(exitCode).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^esk_\w{28}\n$/);
    expect(output).not.toMatch(key);
  });

  it('can be revealed if its command fails, and the error says how', async () => {
    const created = await secrets('create', '--name', 'Recovered', '--key-command', 'exit 3');
    expect(created.exitCode).toBe(1);
    const [, reveal = ''] = /embed-secrets secrets (reveal .*)/.exec(created.error) ?? [];
    const { output } = await secrets(...reveal.split(' ').slice(0, 2), '--key-stdout');
    expect(output).toMatch(/^esk_\w{28}\n$/);
  });

  it('is the whole standard output with --key-stdout', async () => {
    const { output } = await secrets('rotate', 'Recovered', '--name', 'Next', '--key-stdout');
    expect(output).toMatch(/^esk_\w{28}\n$/);
  });
});

describe('sign', () => {
  const claims = ['--content-path', '/d', '--external-id', 'e', '--name', 'Ada'];
  const sign = (args: string[], options?: EmbedOptions) =>
    embed(['sign', '--host', 'acme.embed.example.com', ...claims, ...args], options);
  const secretKey = 'esk_ePkTGupGaOMYKp2obdtCS91PyrzQ';
  const url = /^https:\/\/acme\.embed\.example\.com\/embed\/login\?payload=[\w-]+&signature=[\w-]{43}\n$/;

  it('reads the key from standard input, a file or a command', async () => {
    const file = join(folder, 'sign.key');
    writeFileSync(file, `${secretKey}\n`);
    expect((await sign(['--key-stdin'], { input: `${secretKey}\r\n` })).output).toMatch(url);
    expect((await sign(['--key-file', file])).output).toMatch(url);
    expect((await sign(['--key-command', `cat '${file}'`])).output).toMatch(url);
  });

  it('asks a person, without an echo, if no option says where the key is', async () => {
    const prompts = { confirm: async () => false, secret: async () => secretKey };
    expect((await sign([], { prompts })).output).toMatch(url);
    expect(await sign([])).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('The key is missing.'),
    });
  });

  it('rejects a wrong key without repeating it', async () => {
    const { exitCode, output, error } = await sign(['--key-stdin'], { input: 'esk_secret' });
    expect([exitCode, output]).toEqual([2, '']);
    expect(error).not.toContain('esk_secret');
  });

  it('has no option that takes a key, and the command of a key prints nothing', async () => {
    for (const option of ['--key', '--secret-key']) {
      expect((await sign([option, secretKey])).exitCode).toBe(2);
    }
    const failed = await sign(['--key-command', `echo ${secretKey}; exit 1`]);
    expect(failed.exitCode).toBe(2);
    expect(failed.output + failed.error).not.toContain(secretKey);
  });

  it.each([
    ['accessBoost=true', 'accessBoost must be true or false'],
    ['userAttribute=x', 'did you mean userAttributes?'],
    ['groups:=[', 'groups is not JSON'],
    ['groups', 'groups is not name=text'],
  ])('rejects the claim %s', async (claim, message) => {
    const { exitCode, error } = await sign(['--claim', claim, '--key-stdin'], { input: secretKey });
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });
});
