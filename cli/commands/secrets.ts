import type { Command } from 'commander';
import { findSecret, secretArgument } from '../find-secret.ts';
import { addOperationCommand } from '../operation-command.ts';
import { secretTable, secretText, usageText } from '../output/secrets.ts';
import { time } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';
import { addDeleteSecret } from './delete-secret.ts';
import { addSecretKeyCommands } from './secret-keys.ts';
import { addSecretLifecycleCommands } from './secret-lifecycle.ts';

/** `embed-secrets secrets …` */
export function addSecretCommands(program: Command, terminal: Terminal): void {
  const secrets = program.command('secrets').description('The secrets with which an organization signs URLs');

  addOperationCommand(secrets, terminal, {
    operation: 'list-secrets',
    name: 'list',
    summary: 'List all secrets, newest first, without their keys',
    run: async ({ call, print }) => {
      const { text, body } = await call('list-secrets');
      print(text, () => (body.records.length === 0 ? 'No secrets.' : secretTable(body.records)));
    },
  });

  addOperationCommand(secrets, terminal, {
    operation: 'get-secret',
    name: 'get',
    summary: 'Show a secret, and what deleting it would end',
    arguments: [secretArgument],
    run: async (context, _, secret) => {
      const secretId = await findSecret(context, secret);
      const { text, body } = await context.call('get-secret', { parameters: { secretId } });
      const { lastUsedAt, lastRefusedAt } = body.usage;
      context.print(text, () =>
        secretText(body, {
          'Last used': lastUsedAt && time(lastUsedAt),
          'Last refused': lastRefusedAt && time(lastRefusedAt),
          'In use': usageText(body),
        }),
      );
    },
  });

  addSecretKeyCommands(secrets, terminal);

  addOperationCommand<{ name: string }>(secrets, terminal, {
    operation: 'rename-secret',
    name: 'rename',
    summary: 'Rename a secret. Its key stays the same',
    arguments: [secretArgument],
    configure: (command) => command.requiredOption('--name <name>', 'the new name, up to 100 characters'),
    run: async (context, { name }, secret) => {
      const secretId = await findSecret(context, secret);
      const { text, body } = await context.call('rename-secret', {
        parameters: { secretId },
        body: { name },
      });
      context.print(text, () => secretText(body));
    },
  });

  addSecretLifecycleCommands(secrets, terminal);
  addDeleteSecret(secrets, terminal);
}
