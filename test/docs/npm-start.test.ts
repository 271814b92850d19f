import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { codeBlocks, root } from './code-blocks.ts';

const home = mkdtempSync(join(tmpdir(), 'embed-docs-'));
afterAll(() => rmSync(home, { recursive: true }));

const ports = { EMBED_API_PORT: '0', EMBED_EDGE_PORT: '0', EMBED_WEB_PORT: '0' };

it.each(['docs/index.md', 'docs/integrate/application.md', 'docs/integrate/local-run.md'])(
  '%s shows a command that starts the local run',
  { timeout: 60_000 },
  async (page) => {
    const block = codeBlocks(page).find(({ code }) => code.includes('npm start'));
    // `npm ci` has run; the local run takes the place of the shell, to be ended with it.
    const npm = `npm() { [ "$1" = ci ] || exec node '${root}local/main.ts'; }`;
    const child = spawn('bash', ['--norc', '-e', '-c', `${npm}\n${block?.code}`], {
      env: { PATH: process.env.PATH, HOME: home, ...ports },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    child.stdout.on('data', (text) => {
      if (String(text).includes('Ctrl-C')) resolve();
    });
    child.once('exit', () => reject(new Error('it ended by itself')));
    await promise;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(existsSync(join(home, '.embed-secrets-data'))).toBe(page === 'docs/integrate/local-run.md');
  },
);
