import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { run } from '../../cli/run.ts';
import type { Prompts } from '../../cli/terminal.ts';

export type EmbedOptions = {
  env?: Record<string, string>;
  /** Standard input. */
  input?: string;
  /** Default: no interactive terminal. */
  prompts?: Prompts;
};

/** What a command printed, and its exit code. */
export type EmbedResult = { exitCode: number; output: string; error: string };

/** Runs a command line in this process, without the configuration of this machine. */
export async function embed(
  args: readonly string[],
  { env = {}, input = '', prompts }: EmbedOptions = {},
): Promise<EmbedResult> {
  const result: EmbedResult = { exitCode: -1, output: '', error: '' };
  result.exitCode = await run(args, {
    env: { EMBED_CONFIG_FILE: '/nonexistent/config.json', ...env },
    readInput: async () => input,
    writeOutput: (text) => {
      result.output += text;
    },
    writeError: (text) => {
      result.error += text;
    },
    wait: async () => {},
    prompts,
  });
  return result;
}

/** A folder that is removed after the tests of a file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embed-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
