import type { Command } from 'commander';
import type { SettingsRecord } from '../../shared/contract/records.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { addOperationCommand } from '../operation-command.ts';
import { details } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

/** `embed-secrets settings …` */
export function addSettingsCommands(program: Command, terminal: Terminal): void {
  const settings = program.command('settings').description('The settings of an organization');

  addOperationCommand(settings, terminal, {
    operation: 'get-settings',
    name: 'get',
    summary: 'Show the settings',
    run: async ({ call, print }) => {
      const { text, body } = await call('get-settings');
      print(text, () => settingsText(body));
    },
  });

  addOperationCommand(settings, terminal, {
    operation: 'update-settings',
    name: 'set',
    summary: 'Change settings; the others stay',
    arguments: [['<name=value...>', 'sessionLengthHours=8; JSON, with null for the default']],
    run: async ({ call, print }, _, ...pairs) => {
      const { text, body } = await call('update-settings', {
        body: Object.fromEntries(pairs.map(parsePair)),
      });
      print(text, () => settingsText(body));
    },
  });
}

function parsePair(pair: string): [name: string, value: unknown] {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
  try {
    if (name !== '') return [name, JSON.parse(value)];
  } catch {
    // Reported below, as a missing name is.
  }
  throw new CommandError(`${pair} is not name=JSON.`, {
    exitCode: exitCodes.usage,
    next: `quote it for the shell: embed-secrets settings set 'frameAncestors=["https://portal.acme.com"]'`,
  });
}

/** One line for each setting, as `settings set` takes it. */
const settingsText = (settings: SettingsRecord): string =>
  details(Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, JSON.stringify(value)])));
