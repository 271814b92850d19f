import type { Command } from 'commander';
import type { EventRecord } from '../../shared/contract/records.ts';
import { findSecret } from '../find-secret.ts';
import { addOperationCommand } from '../operation-command.ts';
import { wholeNumber } from '../option-values.ts';
import { table, time } from '../output/table.ts';
import { readPages } from '../read-pages.ts';
import type { Terminal } from '../terminal.ts';

/** `embed-secrets events list` */
export function addEventCommands(program: Command, terminal: Terminal): void {
  const events = program.command('events').description('The audit trail');

  addOperationCommand<{ secret?: string; limit?: number }>(events, terminal, {
    operation: 'list-events',
    name: 'list',
    summary: 'List who changed what, newest first',
    configure: (command) =>
      command
        .option('--secret <secret>', 'only those of this secret')
        .option('--limit <number>', 'at most so many (default: all)', wholeNumber),
    run: async (context, { secret, limit }) => {
      const filter = secret === undefined ? {} : { secretId: await findSecret(context, secret) };
      const { text, records } = await readPages(
        (page) => context.call('list-events', { query: { ...filter, ...page } }),
        limit,
      );
      context.print(text, () => (records.length === 0 ? 'No events.' : eventTable(records)));
    },
  });
}

const eventTable = (records: readonly EventRecord[]): string =>
  table(
    ['AT', 'EVENT', 'SECRET', 'OUTCOME', 'ACTOR'],
    records.map(({ at, type, secretName, secretId, outcome, actor }) => [
      time(at),
      type,
      secretName ?? secretId ?? '',
      outcome,
      actor,
    ]),
  );
