import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { CommandError } from '../command-error.ts';
import type { ApiResponse } from '../connection/api-client.ts';
import { exitCodes } from '../exit-codes.ts';
import { findSecret, secretArgument } from '../find-secret.ts';
import { addKeyOutputOptions, type KeyOutputOptions, openKeyOutput } from '../key-output.ts';
import { addLimitOptions, type LimitOptions, limitsOf } from '../limit-options.ts';
import { addOperationCommand } from '../operation-command.ts';
import { wholeNumber } from '../option-values.ts';
import { secretText } from '../output/secrets.ts';
import { details } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

type CreateOptions = { name: string } & LimitOptions & KeyOutputOptions;
type RotateOptions = Partial<CreateOptions> & { overlapHours?: number };

/** The commands whose response holds a key. */
export function addSecretKeyCommands(secrets: Command, terminal: Terminal): void {
  addOperationCommand<CreateOptions>(secrets, terminal, {
    operation: 'create-secret',
    name: 'create',
    summary: 'Create a secret, and get its key',
    configure: (command) =>
      addKeyOutputOptions(
        addLimitOptions(command.requiredOption('--name <name>', 'its name, up to 100 characters')),
      ),
    run: async (context, options) => {
      const limits = limitsOf(options);
      const body = { name: options.name, ...(limits === undefined ? {} : { limits }) };
      await deliverKey(context, options, {
        request: () => context.call('create-secret', { body }),
        textOf: secretText,
      });
    },
  });

  addOperationCommand<RotateOptions>(secrets, terminal, {
    operation: 'rotate-secret',
    name: 'rotate',
    summary: 'Create a secret in the place of another, which keeps working for some hours',
    arguments: [secretArgument],
    configure: (command) =>
      addKeyOutputOptions(
        addLimitOptions(
          command
            .option(
              '--overlap-hours <hours>',
              'how long the old one keeps working, 0 to 720 (default: 24)',
              wholeNumber,
            )
            .option('--name <name>', 'the name of the new one (default: the old name)'),
        ),
      ),
    run: async (context, options, secret) => {
      const secretId = await findSecret(context, secret);
      const { name, overlapHours } = options;
      if (overlapHours === 0) {
        await context.confirm(
          `End ${secret} at once, for good? Its URLs and sessions are refused from then on.`,
        );
      }
      const limits = limitsOf(options);
      const body = {
        ...(name === undefined ? {} : { name }),
        ...(overlapHours === undefined ? {} : { overlapHours }),
        ...(limits === undefined ? {} : { limits }),
      };
      const request = { parameters: { secretId }, body };
      await deliverKey(context, options, {
        request: () => context.call('rotate-secret', request),
        textOf: secretText,
      });
    },
  });

  addOperationCommand<KeyOutputOptions>(secrets, terminal, {
    operation: 'reveal-secret',
    name: 'reveal',
    summary: 'Get the key of a secret. The audit trail records who did',
    arguments: [secretArgument],
    configure: addKeyOutputOptions,
    run: async (context, options, secret) => {
      const secretId = await findSecret(context, secret);
      await deliverKey(context, options, {
        request: () => context.call('reveal-secret', { parameters: { secretId } }),
        textOf: ({ id }, more) => details({ ID: id, ...more }),
      });
    },
  });
}

/** Requests a key, and writes it where the options say. The response is printed without a key that went elsewhere. */
async function deliverKey<Body extends { id: string; secretKey: string }>(
  { terminal, apiUrl, sameOptions, print }: CommandContext,
  options: KeyOutputOptions,
  {
    request,
    textOf,
  }: {
    request: () => Promise<ApiResponse<Body>>;
    textOf: (body: Body, more: Record<string, string>) => string;
  },
): Promise<void> {
  const output = await openKeyOutput(options, terminal);
  const { text, body } = await request().catch(async (error: unknown) => {
    await output?.discard();
    throw error;
  });
  const { secretKey, ...rest } = body;
  // Another service at the address, or another version: a file must not hold something that looks like a key.
  if (typeof secretKey !== 'string') {
    await output?.discard();
    throw new CommandError('The response has no secretKey.', {
      exitCode: exitCodes.failed,
      address: apiUrl,
      next: 'check that --api-url is the address of the API; embed-secrets secrets list shows whether there is a new secret',
    });
  }
  if (output === undefined) return print(text, () => textOf(body, { 'Secret key': secretKey }));
  await output.write(secretKey, `get the key with: embed-secrets secrets reveal ${body.id} ${sameOptions}`);
  if (!options.keyStdout) print(JSON.stringify(rest), () => textOf(body, {}));
}
