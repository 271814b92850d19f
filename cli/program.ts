import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addCompletion } from './commands/completion.ts';
import { addConfigCommands } from './commands/config.ts';
import { addEventCommands } from './commands/events.ts';
import { addOperatorCommands } from './commands/operator.ts';
import { addSecretCommands } from './commands/secrets.ts';
import { addSessionCommands } from './commands/sessions.ts';
import { addSettingsCommands } from './commands/settings.ts';
import { addSign } from './commands/sign.ts';
import { addUrlCommands } from './commands/urls.ts';
import type { ExitCode } from './exit-codes.ts';
import { withoutCredentials } from './output/without-credentials.ts';
import type { Terminal } from './terminal.ts';

/** The commands, their options and their help. */
export function createProgram(terminal: Terminal, outcome: { exitCode: ExitCode }): Command {
  const program = new Command('embed-secrets')
    .description('Manages embed secrets, signs embed URLs and tells why one does not open.')
    .version(manifest.version, '-V, --version', 'print the version')
    .option('--local', 'use the local run (npm start) with its public credentials; needs no AWS account')
    .option('--organization <id>', 'the organization (EMBED_ORGANIZATION)')
    .option('--api-url <url>', 'the address of the API (EMBED_API_URL)')
    .option('--profile <name>', "a profile of AWS's configuration (AWS_PROFILE)")
    .option('--region <region>', "the API's Region, if its address doesn't name it (AWS_REGION)")
    .option('--json', "print the API's own response body")
    .option('-y, --yes', "don't ask before what can't be undone")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: terminal.writeOutput,
      writeErr: terminal.writeError,
      outputError: (message, write) => write(withoutCredentials(message.replace(/^error: /, 'Error: '))),
    })
    .showHelpAfterError('Next: the same command with --help')
    .exitOverride();
  addSecretCommands(program, terminal);
  addSign(program, terminal);
  addUrlCommands(program, terminal, outcome);
  addSessionCommands(program, terminal);
  addEventCommands(program, terminal);
  addSettingsCommands(program, terminal);
  addOperatorCommands(program, terminal);
  addConfigCommands(program, terminal);
  addCompletion(program, terminal);
  return program;
}
