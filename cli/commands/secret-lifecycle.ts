import type { Command } from 'commander';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { findSecret, secretArgument } from '../find-secret.ts';
import { addLimitOptions, type LimitOptions, limitsOf } from '../limit-options.ts';
import { addOperationCommand } from '../operation-command.ts';
import { wholeNumber } from '../option-values.ts';
import { secretText } from '../output/secrets.ts';
import type { Terminal } from '../terminal.ts';

/** The commands that change whether, how long and for what a secret is accepted. All can be taken back. */
export function addSecretLifecycleCommands(secrets: Command, terminal: Terminal): void {
  addOperationCommand<{ minutes?: number }>(secrets, terminal, {
    operation: 'disable-secret',
    name: 'disable',
    summary: 'Refuse the URLs and sessions of a secret until it is enabled, or for some minutes',
    arguments: [secretArgument],
    configure: (command) =>
      command.option('--minutes <minutes>', 'enable it by itself after 1 to 1440 minutes', wholeNumber),
    run: async (context, { minutes }, secret) => {
      const secretId = await findSecret(context, secret);
      const request = { parameters: { secretId }, body: minutes === undefined ? {} : { minutes } };
      const { text, body } = await context.call('disable-secret', request);
      context.print(text, () => secretText(body));
    },
  });

  addOperationCommand(secrets, terminal, {
    operation: 'enable-secret',
    name: 'enable',
    summary: 'Accept the URLs and sessions of a disabled secret again',
    arguments: [secretArgument],
    run: async (context, _, secret) => {
      const secretId = await findSecret(context, secret);
      const { text, body } = await context.call('enable-secret', { parameters: { secretId } });
      context.print(text, () => secretText(body));
    },
  });

  addOperationCommand<{ at?: string; cancel?: true }>(secrets, terminal, {
    operation: 'schedule-retirement',
    name: 'retire',
    summary: 'Set the time from which a secret is refused for good, or cancel it',
    arguments: [secretArgument],
    configure: (command) =>
      command
        .option('--at <time>', 'ISO 8601, with an offset: 2026-03-01T00:00:00Z')
        .option('--cancel', 'keep the secret: cancel its retirement'),
    run: async (context, { at, cancel }, secret) => {
      const operation = cancel === true ? 'cancel-retirement' : 'schedule-retirement';
      if ((at === undefined) === (cancel === undefined)) throw eitherAtOrCancel();
      const secretId = await findSecret(context, secret);
      const body = at === undefined ? {} : { body: { retiresAt: at } };
      const response = await context.call(operation, { parameters: { secretId }, ...body });
      context.print(response.text, () => secretText(response.body));
    },
  });

  addOperationCommand<LimitOptions & { none?: true }>(secrets, terminal, {
    operation: 'limit-secret',
    name: 'limit',
    summary: 'Set what a secret can open: these limits replace all earlier ones',
    arguments: [secretArgument],
    configure: (command) => addLimitOptions(command).option('--none', 'remove all limits'),
    run: async (context, options, secret) => {
      const limits = limitsOf(options);
      if ((limits === undefined) !== (options.none === true)) throw eitherLimitsOrNone();
      const secretId = await findSecret(context, secret);
      const request = { parameters: { secretId }, body: limits ?? {} };
      const { text, body } = await context.call('limit-secret', request);
      context.print(text, () => secretText(body));
    },
  });
}

const eitherAtOrCancel = (): CommandError =>
  new CommandError('Pass either --at or --cancel.', {
    exitCode: exitCodes.usage,
    next: 'embed-secrets secrets retire --help shows an example',
  });

const eitherLimitsOrNone = (): CommandError =>
  new CommandError('Pass either limits or --none.', {
    exitCode: exitCodes.usage,
    next: 'embed-secrets secrets limit --help shows the limits',
  });
