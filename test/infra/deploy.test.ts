import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import dataVersion from '../../infra/data-version.json' with { type: 'json' };
import { operations } from '../../shared/contract/operations.ts';

/** A repository with two commits, and programs in place of npx, npm and aws that write down how they were called. */
type Checkout = { folder: string; good: string; current: string };
let checkout: Checkout;
afterEach(() => rmSync(checkout.folder, { recursive: true, force: true }));

const fakes = {
  npx: `
echo "cdk $3 in version $(node -p "require('./infra/data-version.json').version")" >>"$CALLS"
case "$FAILS" in *"$3"*) exit 1 ;; esac`,
  npm: `
[ "$1" = ci ] && { echo "npm ci" >>"$CALLS"; exit 0; }
version=$(node -p "require('./infra/data-version.json').version")
echo "smoke of version $version" >>"$CALLS"
case "$FAILS" in *"smoke $version"*) exit 1 ;; esac`,
  aws: `
case "$1 $2" in
  'ssm get-parameter') cat "$STATE/$(basename "$4")" 2>/dev/null || exit 254 ;;
  'ssm put-parameter') printf %s "$6" >"$STATE/$(basename "$4")" ;;
  'cloudformation describe-stacks') echo E1 ;;
  'cloudfront wait') echo "wait for edge $5" >>"$CALLS" ;;
esac`,
};

function makeCheckout(good: object, current: object): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'embed-secrets-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  for (const name of ['infra', 'bin', 'state']) mkdirSync(join(folder, name));
  cpSync(new URL('../../infra/deploy', import.meta.url), join(folder, 'infra/deploy'));
  for (const [name, body] of Object.entries(fakes)) {
    writeFileSync(join(folder, 'bin', name), `#!/usr/bin/env bash\n${body}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
  git('init', '-q');
  const commit = (version: object) => {
    writeFileSync(join(folder, 'infra/data-version.json'), JSON.stringify(version));
    git('add', 'infra');
    git('commit', '-qm', 'version', '--allow-empty');
    return git('rev-parse', 'HEAD');
  };
  return { folder, good: commit(good), current: commit(current) };
}

/** @param state what earlier deploys left in the account */
async function deploy(fails: string, state: Record<string, string> = {}) {
  const { folder } = checkout;
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  for (const [name, value] of Object.entries(state)) writeFileSync(join(folder, 'state', name), value);
  const env = {
    ...process.env,
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    CALLS: calls,
    STATE: join(folder, 'state'),
    FAILS: fails,
  };
  const { code = 0, stderr } = await promisify(execFile)('bash', ['infra/deploy', 'staging'], {
    cwd: folder,
    env,
  }).catch((error) => error);
  const remembered = (name: string) => {
    try {
      return readFileSync(join(folder, 'state', name), 'utf8');
    } catch {
      return undefined;
    }
  };
  return { code, stderr, calls: readFileSync(calls, 'utf8').trim().split('\n'), remembered };
}

const forward = ['cdk EmbedSecretsEdge in version 2', 'wait for edge E1', 'cdk --all in version 2'];

test('deploys the edge, waits until it is everywhere, then the API, and remembers what passed the smoke test', async () => {
  checkout = makeCheckout({ version: 1, rollbackFloor: 1 }, { version: 2, rollbackFloor: 1 });
  const { code, calls, remembered } = await deploy('');
  expect([code, calls]).toEqual([0, [...forward, 'smoke of version 2']]);
  expect(remembered('last-good-commit')).toBe(checkout.current);
  expect(remembered('rollback-floor')).toBe('1');
});

test('goes back to the last good version if the smoke test fails: the API first', async () => {
  checkout = makeCheckout({ version: 1, rollbackFloor: 1 }, { version: 2, rollbackFloor: 1 });
  const { code, calls, stderr, remembered } = await deploy('smoke 2', { 'last-good-commit': checkout.good });
  expect([code, calls]).toEqual([
    1,
    [
      ...forward,
      'smoke of version 2',
      'npm ci',
      'cdk EmbedSecretsApi in version 1',
      'cdk --all in version 1',
      'wait for edge E1',
      'smoke of version 1',
    ],
  ]);
  expect(stderr).toContain(`staging is back at ${checkout.good}`);
  expect(remembered('last-good-commit')).toBe(checkout.good);
});

test('deploys no API if the edge could not be deployed', async () => {
  checkout = makeCheckout({ version: 1, rollbackFloor: 1 }, { version: 2, rollbackFloor: 1 });
  const { code, calls } = await deploy('EmbedSecretsEdge');
  expect([code, calls]).toEqual([1, ['cdk EmbedSecretsEdge in version 2']]);
});

test('does not go back below the rollback floor: that version cannot read what was stored', async () => {
  checkout = makeCheckout({ version: 1, rollbackFloor: 1 }, { version: 2, rollbackFloor: 2 });
  const { code, calls, stderr, remembered } = await deploy('smoke 2', { 'last-good-commit': checkout.good });
  expect([code, calls]).toEqual([1, [...forward, 'smoke of version 2']]);
  expect(stderr).toContain('cannot read what it may have stored');
  expect(remembered('rollback-floor')).toBe('2');
});

test('refuses to deploy a version below the floor of what was deployed before', async () => {
  checkout = makeCheckout({ version: 3, rollbackFloor: 3 }, { version: 2, rollbackFloor: 1 });
  const { code, calls, stderr } = await deploy('', { 'rollback-floor': '3' });
  expect([code, calls]).toEqual([1, ['']]);
  expect(stderr).toContain('has data version 2; the oldest that can read what is stored is 3.');
});

test('keeps a higher floor when an older version, which may be deployed, is', async () => {
  checkout = makeCheckout({ version: 2, rollbackFloor: 1 }, { version: 2, rollbackFloor: 1 });
  const { code, remembered } = await deploy('', { 'rollback-floor': '2' });
  expect([code, remembered('rollback-floor')]).toEqual([0, '2']);
});

/** Operations that store what an edge of an earlier data version would not refuse, with the first version that does. */
const readableFrom: Record<string, number> = {
  'rotate-secret': 2,
  'schedule-retirement': 2,
  'limit-secret': 2,
};

test('no version can be rolled back to that lets through what an operation stores to be refused', () => {
  const needed = operations.map(({ id }) => readableFrom[id] ?? 1);
  expect(
    dataVersion.rollbackFloor,
    'raise version and rollbackFloor in infra/data-version.json',
  ).toBeGreaterThanOrEqual(Math.max(...needed));
  expect(dataVersion.version).toBeGreaterThanOrEqual(dataVersion.rollbackFloor);
});
