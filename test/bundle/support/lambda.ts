import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const runner = fileURLToPath(new URL('run-lambda.ts', import.meta.url));

export type Lambda = {
  invoke: (event: object) => Promise<unknown>;
  /** What it logged. */
  log: () => string;
  close: () => Promise<void>;
};

/**
 * Starts a bundle in a process of its own, with Lambda's reserved variables and no others.
 *
 * @param folder the asset as it would be uploaded
 * @param options.variables of the SDK or of the test, beside the reserved ones
 */
export function startLambda(
  folder: string,
  { region, variables = {} }: { region: string; variables?: Record<string, string> },
): Lambda {
  const child: ChildProcess = fork(runner, {
    cwd: folder,
    execArgv: [],
    silent: true,
    env: { ...reservedVariables(region), ...variables },
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
      child.send(event);
      const [{ result, error }] = await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => [{ error: `it ended: ${log}` }]),
      ]);
      if (error !== undefined) throw new Error(error);
      return result;
    },
    log: () => log,
    close: async () => {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

const reservedVariables = (region: string): Record<string, string> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'AKIATESTTESTTESTTEST',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: 'test',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
  AWS_LAMBDA_FUNCTION_NAME: 'test',
  AWS_LAMBDA_FUNCTION_VERSION: '1',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  LAMBDA_TASK_ROOT: '/var/task',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  _HANDLER: 'index.handler',
});
