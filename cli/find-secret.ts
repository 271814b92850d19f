import type { ListedSecret } from '../shared/contract/records.ts';
import { isSecretId } from '../shared/secrets/secret-id.ts';
import type { CommandContext } from './command-context.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import { secretTable } from './output/secrets.ts';

/** The argument that {@link findSecret} resolves. */
export const secretArgument = [
  '<secret>',
  'its id, its name, or the last four characters of its key',
] as const;

/**
 * Finds a secret by its id, its name, or the last four characters of its key.
 *
 * @returns its id. An id is returned without a lookup, because deleted secrets aren't listed
 * @throws {CommandError} if there is none, or more than one
 */
export async function findSecret(
  { call, apiUrl, organizationId, sameOptions }: CommandContext,
  reference: string,
): Promise<string> {
  if (isSecretId(reference)) return reference;
  refuseKey(reference);
  const { body } = await call('list-secrets');
  const [found, ...others] = body.records.filter((record) => matches(record, reference));
  if (found !== undefined && others.length === 0) return found.id;
  const list = `embed-secrets secrets list ${sameOptions}`;
  if (found === undefined) {
    throw new CommandError(
      `${organizationId} has no secret with the id, the name or the last four characters ${reference}.`,
      {
        exitCode: exitCodes.notFound,
        address: apiUrl,
        next: `${list} shows all secrets`,
      },
    );
  }
  throw new CommandError(`${reference} matches more than one secret.`, {
    exitCode: exitCodes.usage,
    address: apiUrl,
    details: secretTable([found, ...others]).split('\n'),
    next: 'repeat the command with the id of one of them',
  });
}

/** Also accepts the masked key, as lists show it. */
const matches = ({ name, maskedKey }: ListedSecret, reference: string): boolean =>
  name === reference || maskedKey === reference || maskedKey === `esk_…${reference}`;

/** An argument is kept in the shell's history, and shown to everyone who lists processes. */
function refuseKey(reference: string): void {
  if (!/^esk_[0-9A-Za-z]{20,}$/.test(reference)) return;
  throw new CommandError(
    'The argument is a key. Keys on the command line stay in the history of the shell.',
    {
      exitCode: exitCodes.usage,
      next: `use the secret's id, name or last four characters; rotate the secret if others can read your history`,
    },
  );
}
