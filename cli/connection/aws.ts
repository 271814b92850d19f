import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

const howToSignIn = 'set AWS_PROFILE, pass --profile, or sign in with: aws sso login';

/**
 * The credentials of AWS's own chain: environment, SSO, profiles, web identity, container, instance.
 *
 * @param options.profile of `~/.aws/config`; the environment's credentials are then ignored
 */
export function awsCredentials(
  { profile, region }: { profile: string | undefined; region: string },
  { prompts }: Terminal,
): Provider<AwsCredentialIdentity> {
  return async () => {
    // Loaded only if needed: it takes longer than everything else.
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
    const chain = fromNodeProviderChain({
      ...(profile === undefined ? {} : { profile }),
      ...(prompts === undefined
        ? {}
        : { mfaCodeProvider: (device) => prompts.secret(`MFA code of ${device}`) }),
      clientConfig: { region },
    });
    try {
      return await chain();
    } catch (error) {
      if (error instanceof Error && error.name === 'ExitPromptError') throw error;
      throw new CommandError('There are no AWS credentials to sign the request with.', {
        exitCode: exitCodes.forbidden,
        details: [error instanceof Error ? error.message : String(error)],
        next: `${howToSignIn}; for a local run pass --local`,
      });
    }
  };
}

/** `AWS_REGION`, or the Region of the profile. */
export async function awsRegion(profile: string | undefined, origin: string): Promise<string> {
  const { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } = await import(
    '@smithy/core/config'
  );
  const options = { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...(profile === undefined ? {} : { profile }) };
  try {
    return await loadConfig(NODE_REGION_CONFIG_OPTIONS, options)();
  } catch {
    throw new CommandError(`The Region of the API at ${origin} isn't known.`, {
      exitCode: exitCodes.usage,
      next: 'pass --region, or set AWS_REGION',
    });
  }
}
