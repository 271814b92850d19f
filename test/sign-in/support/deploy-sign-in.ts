import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackResourcesCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { App } from 'aws-cdk-lib';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { environmentOf } from '../../../infra/environment-schema.ts';
import { SignInStack } from '../../../infra/sign-in-stack.ts';
import type { CognitoSignIn } from '../../../web/runtime-config.ts';
import { withoutUnsupported } from '../../deployed/support/cloud-assembly.ts';
import type { Template } from '../../infra/support/templates.ts';

export const emulatorCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Production's sign-in stack: its template, and where its resources are on the emulator. */
export type DeployedSignIn = { template: Template; signIn: CognitoSignIn };

/** Deploys production's sign-in stack to the emulator, without its branding, which the emulator doesn't have. */
export async function deploySignIn(endpoint: string, outdir: string): Promise<DeployedSignIn> {
  const environment = environmentOf('production');
  const { account, region } = environment;
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new SignInStack(app, 'EmbedSecretsSignIn', {
    env: { account, region },
    environment,
    policies: {
      admin: policyNamed(app, 'OrganizationAdmin', account),
      viewer: policyNamed(app, 'OrganizationViewer', account),
    },
  });
  const template = app.synth().getStackByName(stack.stackName).template as Template;
  const cloudFormation = new CloudFormationClient({ endpoint, region, credentials: emulatorCredentials });
  await cloudFormation.send(
    new CreateStackCommand({
      StackName: stack.stackName,
      // Without the parameter that asks whether the account is bootstrapped.
      TemplateBody: JSON.stringify({
        ...withoutUnsupported(template),
        Parameters: undefined,
        Rules: undefined,
      }),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  await waitUntilStackCreateComplete(
    { client: cloudFormation, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { StackName: stack.stackName },
  );
  const { StackResources = [] } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stack.stackName }),
  );
  const physicalId = (type: string): string => {
    const id = StackResources.find(({ ResourceType }) => ResourceType === type)?.PhysicalResourceId;
    if (id === undefined) throw new Error(`the emulator made no ${type}`);
    return id;
  };
  return {
    template,
    signIn: {
      kind: 'cognito',
      signInOrigin: stack.signIn.signInOrigin,
      userPoolId: physicalId('AWS::Cognito::UserPool'),
      clientId: physicalId('AWS::Cognito::UserPoolClient'),
      identityPoolId: physicalId('AWS::Cognito::IdentityPool'),
    },
  };
}

const policyNamed = (app: App, name: string, account: string) =>
  ManagedPolicy.fromManagedPolicyArn(app, name, `arn:aws:iam::${account}:policy/${name}`);
