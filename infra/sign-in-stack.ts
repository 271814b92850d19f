import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CognitoSignIn } from '../web/runtime-config.ts';
import { AdminIdentityPool, type AdminIdentityPoolProps } from './constructs/admin-identity-pool.ts';
import { AdminUserPool } from './constructs/admin-user-pool.ts';
import type { Environment } from './environments.ts';

export type SignInStackProps = StackProps &
  Pick<AdminIdentityPoolProps, 'policies'> & { environment: Environment };

/** How admins sign in to the admin page: their user pool, and AWS credentials for their organization. */
export class SignInStack extends Stack {
  /** For the page's configuration. */
  readonly signIn: CognitoSignIn;

  constructor(scope: Construct, id: string, { environment, policies, ...props }: SignInStackProps) {
    super(scope, id, props);
    const users = new AdminUserPool(this, 'Users', { environment });
    const { identityPoolId } = new AdminIdentityPool(this, 'Identities', { users, policies });
    this.signIn = {
      kind: 'cognito',
      signInOrigin: users.signInOrigin,
      userPoolId: users.pool.userPoolId,
      clientId: users.client.userPoolClientId,
      identityPoolId,
    };
    new CfnOutput(this, 'UserPoolId', { value: users.pool.userPoolId });
  }
}
