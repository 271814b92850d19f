import type { Command } from 'commander';
import { addClaimOptions, type ClaimOptions, claimsOf } from '../claim-options.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findSecret } from '../find-secret.ts';
import { addOperationCommand } from '../operation-command.ts';
import { wholeNumber } from '../option-values.ts';
import { signedUrl } from '../output/signed-url.ts';
import { details, time } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

type GenerateOptions = { secret?: string; host?: string; expiresIn?: number } & ClaimOptions;

/** `embed-secrets generate` and `embed-secrets inspect` */
export function addUrlCommands(program: Command, terminal: Terminal, outcome: { exitCode: ExitCode }): void {
  addOperationCommand<GenerateOptions>(program, terminal, {
    operation: 'generate-url',
    name: 'generate',
    summary: 'Have the API sign a URL, without handing out a key',
    configure: (command) =>
      addClaimOptions(command)
        .option('--secret <secret>', 'the secret that signs (default: the newest active one)')
        .option('--host <host>', "the embed host (default: the organization's)")
        .option('--expires-in <seconds>', 'how long it can be opened (default: 86400)', wholeNumber),
    run: async (context, { secret, host, expiresIn, ...claimOptions }) => {
      const { claims, customClaims } = claimsOf(claimOptions);
      const body = {
        ...claims,
        ...customClaims,
        ...(secret === undefined ? {} : { secretId: await findSecret(context, secret) }),
        ...(host === undefined ? {} : { host }),
        ...(expiresIn === undefined ? {} : { expiresIn }),
      };
      const response = await context.call('generate-url', { body });
      context.print(response.text, () => response.body.url);
    },
  });

  addOperationCommand(program, terminal, {
    operation: 'inspect-url',
    name: 'inspect',
    summary: 'Tell whether a URL would open now, and if not, why. It stays unused',
    arguments: [['<url>', 'the URL as it was signed; - reads it from standard input']],
    run: async ({ call, print }, _, argument) => {
      const url = signedUrl(argument === '-' ? await terminal.readInput() : argument);
      const { text, body } = await call('inspect-url', { body: { url } });
      print(text, () =>
        details({
          Opens: body.opens ? 'yes' : 'no',
          Format: body.format,
          Reason: body.reason,
          Explanation: body.explanation,
          Secret: body.secret && `${body.secret.name} (${body.secret.id})`,
          'Secret deleted': body.secret?.deletedAt && time(body.secret.deletedAt),
          Claims: body.claims && JSON.stringify(body.claims),
        }),
      );
      if (!body.opens) outcome.exitCode = exitCodes.doesNotOpen;
    },
  });
}
