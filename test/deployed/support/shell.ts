import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Shell = (commands: readonly string[]) => Promise<{ exitCode: number; output: string }>;

/**
 * A shell in the repository's root.
 *
 * @param variables its whole environment, beside the PATH
 * @returns runs the commands in one shell, up to the first that fails
 */
export function shell(variables: Readonly<Record<string, string>>): Shell {
  return async (commands) => {
    const child = spawn('bash', ['-e', '-c', commands.join('\n')], {
      env: { PATH: process.env.PATH, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const [exitCode] = await once(child, 'close');
    return { exitCode, output };
  };
}
