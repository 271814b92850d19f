import type { Command } from 'commander';
import { signLoginUrl, signRedeemUrl } from '../../packages/signer/src/index.ts';
import { openableUrl } from '../../shared/embed-url/openable-url.ts';
import { addClaimOptions, type ClaimOptions, claimsOf } from '../claim-options.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { addKeyInputOptions, type KeyInputOptions, readKey } from '../key-input.ts';
import { wholeNumber } from '../option-values.ts';
import type { Terminal } from '../terminal.ts';

type SignOptions = { host: string; session?: string; expiresIn?: number } & ClaimOptions & KeyInputOptions;

/** `embed-secrets sign`: signs on this machine, as an organization's server does. It calls nothing. */
export function addSign(program: Command, terminal: Terminal): void {
  const command = program
    .command('sign')
    .description('Sign a URL on this machine with a key. It opens once')
    .requiredOption('--host <host>', 'the embed host: acme.embed.example.com')
    .option('--expires-in <seconds>', 'how long it can be opened (default: 86400)', wholeNumber)
    .option('--session <id>', 'sign the redeem URL of this session instead (2-step SSO)');
  addKeyInputOptions(addClaimOptions(command));
  command.action(async (options: SignOptions) => {
    const sign = signerOf(options);
    const secretKey = await readKey(options, terminal);
    terminal.writeOutput(`${openableUrl(explained(() => sign(secretKey)))}\n`);
  });
}

/** Checks the claims before the key is read. */
function signerOf({ host, session, expiresIn, ...claimOptions }: SignOptions): (secretKey: string) => string {
  if (session !== undefined) return (secretKey) => signRedeemUrl({ secretKey, host, sessionId: session });
  const claims = claimsOf(claimOptions);
  const lifetime = expiresIn === undefined ? {} : { expiresIn };
  return (secretKey) => signLoginUrl({ secretKey, host, ...claims, ...lifetime });
}

function explained(sign: () => string): string {
  try {
    return sign();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new CommandError(`The URL can't be signed: ${error.message}.`, {
      exitCode: exitCodes.usage,
      next: 'correct it; embed-secrets sign --help describes the options',
    });
  }
}
