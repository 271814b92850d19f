import {
  AdminCreateUserCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { NewAdmin } from './options.ts';

/**
 * Creates a user of the admins' user pool. Their organization and role are set here: no client can write either.
 *
 * @throws {UsernameExistsException} if there is one with this address
 */
export async function addAdmin(
  userPool: CognitoIdentityProviderClient,
  userPoolId: string,
  { email, name, organizationId, role }: NewAdmin,
): Promise<void> {
  const attributes = {
    email,
    // Sign-in by email, and a forgotten password, need a verified address. The invitation goes to it.
    email_verified: 'true',
    name,
    'custom:organization': organizationId,
    'custom:role': role,
  };
  await userPool.send(
    new AdminCreateUserCommand({
      UserPoolId: userPoolId,
      Username: email,
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    }),
  );
}
