import { Argument, type Command } from 'commander';
import { apiAddress } from '../connection/api-address.ts';
import {
  type ConfigName,
  configFile,
  configNames,
  isConfigName,
  readConfig,
  writeConfig,
} from '../connection/config-file.ts';
import { details } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

/** `embed-secrets config …`: what would otherwise be repeated on every command line. */
export function addConfigCommands(program: Command, terminal: Terminal): void {
  const { env, writeOutput } = terminal;
  const config = program
    .command('config')
    .description('Defaults on this machine: options and environment variables come before them');
  const name = () => new Argument('<name>').choices(configNames);

  config
    .command('list')
    .description('Show the configuration file')
    .action(() => writeOutput(`${details({ File: configFile(env), ...readConfig(env) })}\n`));
  config
    .command('set')
    .description('Set a default')
    .addArgument(name())
    .argument('<value>')
    .action((setting: string, value: string) => change(env, setting, value));
  config
    .command('unset')
    .description('Remove a default')
    .addArgument(name())
    .action((setting: string) => change(env, setting, undefined));
}

function change(env: NodeJS.ProcessEnv, name: string, value: string | undefined): void {
  if (!isConfigName(name)) throw new TypeError(`no setting ${name}`);
  const { [name]: _, ...others } = readConfig(env);
  writeConfig(env, value === undefined ? others : { ...others, [name]: checked(name, value) });
}

const checked = (name: ConfigName, value: string): string =>
  name === 'api-url' ? apiAddress(value, 'the value') : value;
