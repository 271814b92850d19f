import { environmentNames } from '../infra/environments.ts';
import { CannotStartError } from '../smoke/cannot-start-error.ts';
import { commandLine } from '../smoke/command-line.ts';

export const usage = `Usage: npm run restore-check -- --environment <name> --table <restored table> [--delete]

Lists the secrets that a restored table would make active again although they were deleted since: by the audit trail,
and by the deletion records of the table that it replaces. With --delete, deletes them from the restored table.

  --environment <name>   ${environmentNames.join(', ')}
  --table <name>         the restored copy of EmbedSecrets, which is not in use yet
  --delete               delete them again, with the time and the person of the first deletion
  --help                 show this

Credentials are the AWS SDK's. They need to scan and to update the restored table, and to read the other tables.

Exit status: 0 if the table revives no secret, or no more; 1 if it revives any; 2 if the check could not start.
`;

export type RestoreCheckOptions = { environment: string; table: string; deletes: boolean };

/**
 * Reads the command line.
 *
 * @returns `'help'` if it asks for help
 * @throws {CannotStartError} if an argument is missing or unknown
 */
export function parseOptions(args: readonly string[]): RestoreCheckOptions | 'help' {
  const {
    environment,
    table,
    delete: deletes,
    help,
  } = commandLine({
    args: [...args],
    options: {
      environment: { type: 'string' },
      table: { type: 'string' },
      delete: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) return 'help';
  if (environment === undefined) throw new CannotStartError('--environment <name> is required.');
  if (table === undefined) throw new CannotStartError('--table <restored table> is required.');
  return { environment, table, deletes };
}
