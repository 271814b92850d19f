import type { Command, OptionValues } from 'commander';
import type * as v from 'valibot';
import { contracts } from '../shared/contract/contracts.ts';
import { type OperationId, operation } from '../shared/contract/operations.ts';
import { type CommandContext, createContext } from './command-context.ts';
import type { GlobalOptions } from './connection/connect.ts';
import type { Terminal } from './terminal.ts';

export type OperationCommand<Options extends OptionValues> = {
  /** The operation that decides who may run the command. */
  operation: OperationId;
  name: string;
  summary: string;
  arguments?: readonly (readonly [name: string, description: string])[];
  configure?: (command: Command) => Command;
  run: (context: CommandContext, options: Options, ...args: string[]) => Promise<void>;
};

/** Adds a command that calls the API. Its help names the route, and the fields of the response. */
export function addOperationCommand<Options extends OptionValues = OptionValues>(
  parent: Command,
  terminal: Terminal,
  { operation: id, name, summary, arguments: args = [], configure, run }: OperationCommand<Options>,
): void {
  const command = parent.command(name).description(summary).addHelpText('after', helpOf(id));
  for (const [argument, description] of args) command.argument(argument, description);
  configure?.(command);
  command.action(async function (this: Command) {
    const options = this.optsWithGlobals<Options & GlobalOptions>();
    await run(await createContext(id, options, terminal), options, ...this.args);
  });
}

function helpOf(id: OperationId): string {
  const { method, path, permissions } = operation(id);
  const fields = fieldsOf(contracts[id].response.body);
  return [
    '',
    `Calls ${id} (${method} ${path}), for ${permissions.join(' or ')}.`,
    fields.length === 0 ? 'The response is empty.' : `Fields of the response (--json): ${fields.join(', ')}`,
  ].join('\n');
}

/** The names of an object's fields; a list's are those of its records. Optional ones have a question mark. */
function fieldsOf(schema: v.GenericSchema): string[] {
  if (!isObject(schema)) return [];
  return Object.entries(schema.entries).flatMap(([name, entry]) => {
    const records = 'item' in entry ? fieldsOf(entry.item as v.GenericSchema) : [];
    if (records.length > 0) return [`${name}[]: ${records.join(', ')}`];
    return [entry.type.endsWith('optional') ? `${name}?` : name];
  });
}

const isObject = (schema: v.GenericSchema): schema is v.StrictObjectSchema<v.ObjectEntries, undefined> =>
  'entries' in schema;
