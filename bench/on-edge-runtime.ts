import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench`: runs the benchmark on the Node.js of the Lambda@Edge runtime, which it installs for this run. What is
 * fast in one major version may be slow in another: createHmac with a buffer takes seven times as long in 24 as in 22.
 */
const runtime = `node-${platform()}-${arch()}`;
const version = '22.23.3';

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0) process.exitCode = status ?? 1;
}

const folder = mkdtempSync(join(tmpdir(), 'embed-bench-node-'));
try {
  const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['install', ...options, `${runtime}@${version}`]);
  const node = join(folder, 'node_modules', runtime, 'bin', 'node');
  const benchmark = fileURLToPath(new URL('run.ts', import.meta.url));
  run(node, ['--disable-warning=ExperimentalWarning', benchmark, ...process.argv.slice(2)]);
} finally {
  rmSync(folder, { recursive: true });
}
