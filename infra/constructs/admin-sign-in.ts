import type { Construct } from 'constructs';
import type { CognitoSignIn } from '../../web/runtime-config.ts';
import { AdminIdentityPool, type AdminIdentityPoolProps } from './admin-identity-pool.ts';
import { AdminUserPool, type AdminUserPoolProps } from './admin-user-pool.ts';

export type AdminSignInProps = AdminUserPoolProps & Pick<AdminIdentityPoolProps, 'policies'>;

/**
 * Adds how admins sign in to the admin page: their user pool, and AWS credentials for their organization.
 *
 * @returns the page's configuration
 */
export function addAdminSignIn(scope: Construct, { policies, ...props }: AdminSignInProps): CognitoSignIn {
  const users = new AdminUserPool(scope, 'Users', props);
  const { identityPoolId } = new AdminIdentityPool(scope, 'Identities', { users, policies });
  return {
    kind: 'cognito',
    signInOrigin: users.signInOrigin,
    userPoolId: users.pool.userPoolId,
    clientId: users.client.userPoolClientId,
    identityPoolId,
  };
}
