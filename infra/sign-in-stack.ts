import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CognitoSignIn } from '../web/runtime-config.ts';
import { type AdminSignInProps, addAdminSignIn } from './constructs/admin-sign-in.ts';
import type { Environment } from './environments.ts';

export type SignInStackProps = StackProps & Pick<AdminSignInProps, 'policies'> & { environment: Environment };

/** How admins sign in to the admin page. */
export class SignInStack extends Stack {
  /** For the page's configuration. */
  readonly signIn: CognitoSignIn;

  constructor(scope: Construct, id: string, { environment, policies, ...props }: SignInStackProps) {
    super(scope, id, props);
    const { embedDomain, retention } = environment;
    this.signIn = addAdminSignIn(this, { embedDomain, keepsData: retention.keepsData, policies });
    new CfnOutput(this, 'UserPoolId', { value: this.signIn.userPoolId });
  }
}
