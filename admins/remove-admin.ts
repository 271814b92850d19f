import {
  AdminDeleteUserCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

/**
 * Removes a user: their tokens get no new credentials from now on, and they can't sign in.
 *
 * @throws {UserNotFoundException}
 */
export async function removeAdmin(
  userPool: CognitoIdentityProviderClient,
  userPoolId: string,
  email: string,
): Promise<void> {
  const user = { UserPoolId: userPoolId, Username: email };
  await userPool.send(new AdminUserGlobalSignOutCommand(user));
  await userPool.send(new AdminDeleteUserCommand(user));
}
