import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Where a command reads a key from. Without any of them, it prompts for the key. */
export type KeyInputOptions = { keyStdin?: true; keyFile?: string; keyCommand?: string };

export const addKeyInputOptions = (command: Command): Command =>
  command
    .option('--key-stdin', 'read the key from standard input')
    .option('--key-file <file>', 'read the key from a file')
    .option('--key-command <command>', 'read the key from the output of a shell command');

/**
 * Reads an embed secret's key. There is no option that takes the key itself: the shell would keep it in its history,
 * and everyone on the machine could list it. In a terminal, `--key-stdin` prompts too, so that the key isn't shown.
 */
export async function readKey(
  { keyStdin, keyFile, keyCommand }: KeyInputOptions,
  { prompts, readInput }: Terminal,
): Promise<string> {
  const given = [keyStdin, keyFile, keyCommand].filter((option) => option !== undefined);
  if (given.length > 1) throw oneSource('The key can come from one place only.');
  if (keyFile !== undefined) return (await readKeyFile(keyFile)).trim();
  if (keyCommand !== undefined) return (await outputOf(keyCommand)).trim();
  if (prompts !== undefined) return (await prompts.secret('Key of the embed secret')).trim();
  if (keyStdin !== undefined) return (await readInput()).trim();
  throw oneSource('The key is missing.');
}

async function readKeyFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw oneSource(`The key can't be read from ${file}.`);
  }
}

async function outputOf(command: string): Promise<string> {
  const shell = process.platform === 'win32' ? ['cmd', '/d', '/s', '/c'] : ['/bin/sh', '-c'];
  const [file = '', ...args] = shell;
  try {
    const { stdout } = await promisify(execFile)(file, [...args, command], { encoding: 'utf8' });
    return stdout;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new CommandError('The command for the key failed.', {
      exitCode: exitCodes.usage,
      details: stderr === '' ? [] : stderr.split('\n'),
      next: 'run the command by itself to see why',
    });
  }
}

const oneSource = (message: string): CommandError =>
  new CommandError(message, {
    exitCode: exitCodes.usage,
    next: 'pass one of --key-stdin, --key-file and --key-command',
  });
