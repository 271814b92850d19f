import type { apiClient } from './api-client.ts';
import { stackOutputs } from './stack-outputs.ts';

export type DeployedEnvironment = Parameters<typeof apiClient>[0] & {
  /** Organizations are one label below it. */
  embedDomain: string;
};

/**
 * Finds a deployed environment by the outputs of its API's stack, with the AWS SDK's own credentials.
 *
 * @throws {CannotStartError} if there is no such environment, or the credentials are of another account
 */
export async function deployedEnvironment(name: string): Promise<DeployedEnvironment> {
  const { output, region, credentials } = await stackOutputs(name, 'EmbedSecretsApi');
  return { apiUrl: output('ApiUrl'), embedDomain: output('EmbedDomain'), region, credentials };
}
