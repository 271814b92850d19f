import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { environmentOf, NotDeployableError } from '../infra/environment-schema.ts';
import type { apiClient } from './api-client.ts';
import { CannotStartError } from './cannot-start-error.ts';

export type DeployedEnvironment = Parameters<typeof apiClient>[0] & {
  /** Organizations are one label below it. */
  embedDomain: string;
};

/** The stack whose outputs say where the environment is. */
const stackName = 'EmbedSecretsApi';

/**
 * Finds a deployed environment by the outputs of its stack, with the AWS SDK's own credentials.
 *
 * @throws {CannotStartError} if there is no such environment, or the credentials are of another account
 */
export async function deployedEnvironment(name: string): Promise<DeployedEnvironment> {
  const { account, region } = knownEnvironment(name);
  const cloudFormation = new CloudFormationClient({ region });
  const { StackId, Outputs = [] } = await describeStack(cloudFormation);
  const stackAccount = StackId?.split(':')[4];
  if (stackAccount !== account) {
    throw new CannotStartError(
      `The credentials are for account ${stackAccount}; ${name} is in account ${account}.`,
    );
  }
  const output = (key: string): string => {
    const value = Outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value === undefined) {
      throw new CannotStartError(`The stack ${stackName} has no output ${key}: deploy this version first.`);
    }
    return value;
  };
  const { accessKeyId, secretAccessKey, sessionToken } = await cloudFormation.config.credentials();
  return {
    apiUrl: output('ApiUrl'),
    embedDomain: output('EmbedDomain'),
    region,
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
  };
}

function knownEnvironment(name: string): ReturnType<typeof environmentOf> {
  try {
    return environmentOf(name);
  } catch (error) {
    if (error instanceof NotDeployableError) throw new CannotStartError(error.message);
    throw error;
  }
}

async function describeStack(cloudFormation: CloudFormationClient): Promise<Stack> {
  try {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
    const [stack] = Stacks;
    if (stack === undefined) throw new Error(`there is no stack ${stackName}`);
    return stack;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStartError(`Cannot read the stack ${stackName}: ${reason}`);
  }
}
