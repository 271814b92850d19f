import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listening } from '../../../local/http.ts';

/** The version that the test was written against; `.ci/run` installs it. */
const ministackVersion = '1.5.33';

/** Why the emulator can't run here; `undefined` if it can. */
export function emulatorMissing(): string | undefined {
  const { status } = spawnSync('ministack', ['--help'], { stdio: 'ignore' });
  return status === 0 ? undefined : `needs ministack ${ministackVersion} (Python, PyPI) on the PATH`;
}

export type Emulator = {
  /** `http://127.0.0.1:<port>`, for every service. */
  endpoint: string;
  close: () => Promise<void>;
};

/**
 * Starts ministack, an AWS emulator without Docker, on a free port.
 *
 * @param account whatever the credentials say, this account is meant
 * @param verifies checks signatures of requests and of tokens, with Python's `cryptography`; otherwise it believes any
 */
export async function startEmulator({
  account,
  region,
  verifies = false,
}: {
  account: string;
  region: string;
  verifies?: boolean;
}): Promise<Emulator> {
  const folder = await mkdtemp(join(tmpdir(), 'embed-secrets-emulator-'));
  const port = await freePort();
  const child = spawn('ministack', [], {
    // A group of its own: it has the functions' processes in it.
    detached: true,
    // Functions inherit these. Nothing here may be what only their templates should give them.
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      S3_DATA_DIR: join(folder, 's3'),
      STATE_DIR: join(folder, 'state'),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      IOT_MTLS_ENABLED: '0',
      AUTH: String(verifies),
      // The credentials that it then accepts: the local run's.
      ...(verifies ? { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' } : {}),
    },
  });
  let log = '';
  child.stdout.on('data', (chunk) => {
    log += chunk;
  });
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const close = async () => {
    await end(child);
    await rm(folder, { recursive: true });
  };
  try {
    await ready(child, endpoint);
  } catch (error) {
    await close();
    throw new Error(`ministack did not start: ${log.slice(-2000)}`, { cause: error });
  }
  return { endpoint, close };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server, { port: 0 });
  const closed = once(server, 'close');
  server.close();
  await closed;
  return port;
}

async function ready(child: ChildProcess, endpoint: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const response = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    if (response?.ok) return;
    await setTimeout(50);
  }
  throw new Error('no response to the health check');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const exited = child.exitCode === null ? once(child, 'exit') : Promise.resolve();
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
  await exited;
}
