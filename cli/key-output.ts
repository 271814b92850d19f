import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Where a command writes a key. By default: to the terminal, with the other fields. */
export type KeyOutputOptions = { keyFile?: string; keyCommand?: string; keyStdout?: true };

export const addKeyOutputOptions = (command: Command): Command =>
  command
    .option('--key-file <file>', 'write the key to a new file that only you can read')
    .option('--key-command <command>', 'pass the key to the standard input of a shell command')
    .option('--key-stdout', 'print the key and nothing else');

/** A destination for a key. It is opened before the request, so that one that can't be written to changes nothing. */
export type KeyOutput = {
  /** @param recover how to get the key if this fails */
  write: (secretKey: string, recover: string) => Promise<void>;
  discard: () => Promise<void>;
};

/** @returns `undefined` if the key is printed with the other fields */
export async function openKeyOutput(
  { keyFile, keyCommand, keyStdout }: KeyOutputOptions,
  terminal: Terminal,
): Promise<KeyOutput | undefined> {
  const chosen = [keyFile, keyCommand, keyStdout].filter((option) => option !== undefined);
  if (chosen.length > 1) {
    throw new CommandError('The key can go to one place only.', {
      exitCode: exitCodes.usage,
      next: 'pass one of --key-file, --key-command and --key-stdout',
    });
  }
  if (keyFile !== undefined) return await toFile(keyFile);
  if (keyCommand !== undefined) return { write: toCommand(keyCommand), discard: async () => {} };
  if (keyStdout === undefined) return undefined;
  return { write: async (secretKey) => terminal.writeOutput(`${secretKey}\n`), discard: async () => {} };
}

async function toFile(file: string): Promise<KeyOutput> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx', 0o600);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new CommandError(exists ? `${file} exists already.` : `${file} can't be written.`, {
      exitCode: exitCodes.usage,
      next: 'choose another file; nothing was changed',
    });
  }
  return {
    write: async (secretKey, recover) => {
      try {
        await handle.writeFile(`${secretKey}\n`);
        await handle.close();
      } catch {
        throw notWritten(`The key couldn't be written to ${file}.`, recover);
      }
    },
    discard: async () => {
      await handle.close();
      await rm(file, { force: true });
    },
  };
}

/** Its output goes to standard error: it isn't a result of this command. */
const toCommand = (command: string) => async (secretKey: string, recover: string) => {
  const child = spawn(command, { shell: true, stdio: ['pipe', process.stderr, process.stderr] });
  // A command that doesn't read its input: its exit code decides.
  child.stdin.on('error', () => {});
  child.stdin.end(`${secretKey}\n`);
  const [exitCode] = await once(child, 'close');
  if (exitCode !== 0) throw notWritten(`The command for the key failed with exit code ${exitCode}.`, recover);
};

const notWritten = (message: string, recover: string): CommandError =>
  new CommandError(`${message} The secret exists.`, { exitCode: exitCodes.failed, next: recover });
