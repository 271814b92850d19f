import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registryTool } from './support/registry-tool.ts';

const node = `node-${platform}-${arch}`;
const node20 = registryTool(`${node}@20.15.0`, `${node}/bin/node`);
const needed = /^Embed Secrets needs Node\.js 24 or newer, and this is 20\.15\.0: .*https:\/\/nodejs\.org/;

/** A clone in which npm has brought no Node 24, as on macOS, or without optional packages. */
let clone: string;
let path: string;
beforeAll(async () => {
  clone = mkdtempSync(join(tmpdir(), 'embed-clone-'));
  for (const file of ['package.json', 'require-node.cjs', 'local', 'cli', 'shared']) {
    cpSync(file, join(clone, file), { recursive: true });
  }
  const { stdout: npm } = await promisify(execFile)('which', ['npm']);
  mkdirSync(join(clone, 'bin'));
  symlinkSync(npm.trim(), join(clone, 'bin/npm'));
  path = [dirname(node20 ?? ''), join(clone, 'bin'), '/usr/bin', '/bin'].join(':');
});
afterAll(() => rmSync(clone, { recursive: true }));

it
  .skipIf(node20 === undefined)
  .each([[['start']], [['test']], [['run', 'embed', '--', '--help']], [['run', 'prepare']]])(
  'npm %o says first that Node 24 is needed, and how to get it',
  async (args) => {
    const npm = promisify(execFile)('npm', args, { cwd: clone, env: { PATH: path, HOME: clone } });
    const { code, stderr } = await npm.then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
    expect(code).toBe(1);
    expect(stderr.split('\n').find((line) => !line.startsWith('npm '))).toMatch(needed);
    expect(stderr).not.toContain('ERR_UNKNOWN_FILE_EXTENSION');
  },
);
