import type { Command } from 'commander';
import type { EventRecord } from '../../shared/contract/records.ts';
import { findSecret } from '../find-secret.ts';
import { addOperationCommand } from '../operation-command.ts';
import { wholeNumber } from '../option-values.ts';
import { table, time } from '../output/table.ts';
import { readPages } from '../read-pages.ts';
import type { Terminal } from '../terminal.ts';

type EventOptions = { secret?: string; actor?: string; from?: string; to?: string; limit?: number };

/** `embed-secrets events list` */
export function addEventCommands(program: Command, terminal: Terminal): void {
  const events = program.command('events').description('The audit trail');

  addOperationCommand<EventOptions>(events, terminal, {
    operation: 'list-events',
    name: 'list',
    summary: 'List who changed what, newest first',
    configure: (command) =>
      command
        .option('--secret <secret>', 'only those of this secret')
        .option('--actor <actor>', 'only what this actor did: an email address or an ARN, exactly')
        .option('--from <time>', 'only events at this time or later: 2026-01-31T12:00:00Z')
        .option('--to <time>', 'only events before this time')
        .option('--limit <number>', 'at most so many (default: all)', wholeNumber),
    run: async (context, { secret, actor, from, to, limit }) => {
      const secretId = secret === undefined ? undefined : await findSecret(context, secret);
      const { text, records } = await readPages(
        (page) => context.call('list-events', { query: { secretId, actor, from, to, ...page } }),
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
