import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../cli/program.ts';
import manifest from '../../package.json' with { type: 'json' };
import { operations } from '../../shared/contract/operations.ts';
import { embed } from './embed.ts';

const terminal = {
  env: {},
  readInput: async () => '',
  writeOutput: () => {},
  writeError: () => {},
  wait: async () => {},
  prompts: undefined,
};
const leaves = ({ commands }: Command, path: string[] = []): string[][] =>
  commands.flatMap((command) => {
    const own = [...path, command.name()];
    return command.commands.length === 0 ? [own] : leaves(command, own);
  });
const commands = leaves(createProgram(terminal, { exitCode: 0 }));
const helpOf = async (path: readonly string[]) => (await embed([...path, '--help'])).output;

describe('--help', () => {
  it.each(commands.map((path) => [path.join(' ')]))('describes %s and all its options', async (path) => {
    const { exitCode, output } = await embed([...path.split(' '), '--help']);
    expect(exitCode).toBe(0);
    expect(output).toMatch(new RegExp(`^Usage: embed-secrets ${path} .*\n\n\\S`));
    // An option or argument without a description would end its line.
    expect(output).not.toMatch(/^ {2}(?:-\S+.*>|[\w-]+)$/m);
  });

  it('leads to a command for every operation, and names the fields of its response', async () => {
    const help = (await Promise.all(commands.map(helpOf))).join('\n');
    const called = [...help.matchAll(/^Calls ([\w-]+) /gm)].map(([, id]) => id);
    // `secrets retire --cancel`
    expect([...new Set([...called, 'cancel-retirement'])].sort()).toEqual(
      operations.map(({ id }) => id).sort(),
    );
    expect(await helpOf(['secrets', 'list'])).toContain(
      '(--json): records[]: id, name, maskedKey, createdAt',
    );
  });
});

describe('the command line', () => {
  it('prints its version', async () => {
    expect(await embed(['--version'])).toEqual({ exitCode: 0, output: `${manifest.version}\n`, error: '' });
  });

  it.each([
    [['secrets', 'lst'], 'Did you mean list?'],
    [['secrets', 'create'], '--name <name>'],
    [['secrets', 'get'], "missing required argument 'secret'"],
    [['secrets', 'list', '--frobnicate'], '--frobnicate'],
    [['secrets', 'list', 'extra'], 'too many arguments'],
    [['secrets', 'disable', 'x', '--minutes', '1.5'], 'It has to be a whole number.'],
  ])('rejects %o with exit code 2, and says what to do', async (args, message) => {
    const { exitCode, error } = await embed(args);
    expect(exitCode).toBe(2);
    expect(error).toMatch(/^Error: /);
    expect(error).toContain(message);
    expect(error).toContain('Next: the same command with --help');
  });

  it('in a clone, names itself as it was started there', async () => {
    const { error } = await embed(['secrets', 'list', '--local'], { env: { npm_lifecycle_event: 'embed' } });
    expect(error).toContain('run: npm run -s embed -- config set organization');
  });
});
