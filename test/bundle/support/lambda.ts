import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DeployedFunction } from './deployed-function.ts';

const runner = fileURLToPath(new URL('run-lambda.ts', import.meta.url));

export type Lambda = {
  invoke: (event: object) => Promise<unknown>;
  /** What it logged. */
  log: () => string;
  close: () => Promise<void>;
};

/**
 * Runs a function as its template deploys it, in a process of its own: its handler, its memory, its timeout, and
 * the template's variables beside the ones that Lambda reserves. Nothing else, or a test would pass where
 * production fails.
 *
 * @param options.network where this process finds what stands in for AWS: the only thing production lacks
 */
export function startLambda(
  { folder, handler, variables, memoryMb, timeoutSeconds, logFormat }: DeployedFunction,
  { region, network }: { region: string; network: Network },
): Lambda {
  const child: ChildProcess = fork(runner, {
    cwd: folder,
    execArgv: [`--max-old-space-size=${memoryMb}`],
    silent: true,
    env: { ...reservedVariables(region, { handler, memoryMb, logFormat }), ...variables, ...network },
  });
  let log = '';
  child.stdout?.on('data', (chunk) => {
    log += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  return {
    invoke: async (event) => {
      const settled = new AbortController();
      const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
      const signal = AbortSignal.any([timeout, settled.signal]);
      const ended = once(child, 'exit', { signal }).then(() => [{ error: `it ended: ${log}` }]);
      child.send(event);
      try {
        const [{ result, error }] = await Promise.race([once(child, 'message', { signal }), ended]);
        if (error !== undefined) throw new Error(error);
        return result;
      } finally {
        ended.catch(() => undefined);
        settled.abort();
      }
    },
    log: () => log,
    close: async () => {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** `AWS_ENDPOINT_URL_DYNAMODB` for the SDK; `EMBED_TEST_HTTPS_PORT` for the edge, which has no variables; a name server. */
export type Network =
  | { AWS_ENDPOINT_URL_DYNAMODB: string; EMBED_TEST_DNS_SERVER?: string }
  | { EMBED_TEST_HTTPS_PORT: string };

const reservedVariables = (
  region: string,
  { handler, memoryMb, logFormat }: Pick<DeployedFunction, 'handler' | 'memoryMb' | 'logFormat'>,
): Record<string, string> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'AKIATESTTESTTESTTEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: 'test',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
  AWS_LAMBDA_FUNCTION_NAME: 'test',
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
  AWS_LAMBDA_LOG_FORMAT: logFormat,
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  LAMBDA_TASK_ROOT: '/var/task',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  _HANDLER: handler,
});
