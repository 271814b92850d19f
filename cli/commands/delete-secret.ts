import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import { findSecret, secretArgument } from '../find-secret.ts';
import { addOperationCommand } from '../operation-command.ts';
import { usageText } from '../output/secrets.ts';
import { details, time } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

export function addDeleteSecret(secrets: Command, terminal: Terminal): void {
  addOperationCommand(secrets, terminal, {
    operation: 'delete-secret',
    name: 'delete',
    summary: 'Delete a secret: its URLs and sessions are refused at once, for good',
    arguments: [secretArgument],
    run: async (context, _, secret) => {
      const secretId = await findSecret(context, secret);
      await context.confirm(await question(context, secretId));
      const { text, body } = await context.call('delete-secret', { parameters: { secretId } });
      context.print(text, () =>
        details({ ID: body.id, Name: body.name, Deleted: `${time(body.deletedAt)} by ${body.deletedBy}` }),
      );
    },
  });
}

/** Says what ends with the secret, if that can be read: deleting also works while Embed is off. */
async function question({ call, options }: CommandContext, secretId: string): Promise<string> {
  const unknown = `Delete the secret ${secretId}? This can't be undone.`;
  if (options.yes || options.json) return unknown;
  try {
    const { body } = await call('get-secret', { parameters: { secretId } });
    return `Delete “${body.name}” (${body.maskedKey})? ${usageText(body)} This can't be undone.`;
  } catch (error) {
    if (error instanceof CommandError) return unknown;
    throw error;
  }
}
