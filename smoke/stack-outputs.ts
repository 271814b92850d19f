import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { CannotStartError } from './cannot-start-error.ts';
import { knownEnvironment } from './known-environment.ts';

/** A deployed stack of an environment, as the AWS SDK's own credentials see it. */
export type DeployedStack = {
  region: string;
  /** @throws {CannotStartError} if the stack has no such output */
  output: (key: string) => string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/**
 * Finds a stack of an environment and reads its outputs.
 *
 * @throws {CannotStartError} if there is no such environment or stack, or the credentials are of another account
 */
export async function stackOutputs(environment: string, stackName: string): Promise<DeployedStack> {
  const { account, region } = knownEnvironment(environment);
  const cloudFormation = new CloudFormationClient({ region });
  const { StackId, Outputs = [] } = await describeStack(cloudFormation, stackName);
  const stackAccount = StackId?.split(':')[4];
  if (stackAccount !== account) {
    throw new CannotStartError(
      `The credentials are for account ${stackAccount}; ${environment} is in account ${account}.`,
    );
  }
  const { accessKeyId, secretAccessKey, sessionToken } = await cloudFormation.config.credentials();
  return {
    region,
    output: (key) => {
      const value = Outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
      if (value === undefined) {
        throw new CannotStartError(`The stack ${stackName} has no output ${key}: deploy this version first.`);
      }
      return value;
    },
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken === undefined ? {} : { sessionToken }),
    },
  };
}

async function describeStack(cloudFormation: CloudFormationClient, stackName: string): Promise<Stack> {
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
