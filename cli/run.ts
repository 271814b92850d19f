import { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import { completeArgument, completions } from './completion.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printable } from './output/printable.ts';
import { withoutCredentials } from './output/without-credentials.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line. Prints errors, and returns the exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const outcome: { exitCode: ExitCode } = { exitCode: exitCodes.ok };
  try {
    const program = createProgram(terminal, outcome);
    if (args[0] === completeArgument) {
      terminal.writeOutput(
        completions(program, args.slice(1))
          .map((word) => `${word}\n`)
          .join(''),
      );
    } else {
      await program.parseAsync(args, { from: 'user' });
    }
    return outcome.exitCode;
  } catch (error) {
    return report(error, terminal);
  }
}

function report(error: unknown, terminal: Terminal): ExitCode {
  const print = (lines: readonly string[]) =>
    terminal.writeError(`${lines.map((line) => printable(withoutCredentials(line))).join('\n')}\n`);
  if (error instanceof CommandError) {
    print(error.lines.map((line) => line.replaceAll('embed-secrets ', `${commandName(terminal)} `)));
    return error.exitCode;
  }
  // Commander has printed its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof Error && error.name === 'ExitPromptError') {
    print(['Cancelled: nothing was changed.']);
    return exitCodes.cancelled;
  }
  print([
    `Error: ${error instanceof Error ? error.message : String(error)}`,
    'Next: run the command again; if the error stays, report it with the command and this text.',
  ]);
  return exitCodes.failed;
}

/** How the command was started: in a clone by an npm script. */
const commandName = ({ env }: Terminal): string =>
  env.npm_lifecycle_event === 'embed' ? 'npm run -s embed --' : 'embed-secrets';
