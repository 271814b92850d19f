import {
  CfnIdentityPool,
  CfnIdentityPoolPrincipalTag,
  CfnIdentityPoolRoleAttachment,
} from 'aws-cdk-lib/aws-cognito';
import { type IManagedPolicy, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AdminUserPool } from './admin-user-pool.ts';
import { namePrefix } from './names.ts';

export type AdminIdentityPoolProps = {
  users: AdminUserPool;
  /** The policies of an admin and of a read-only user. */
  policies: Readonly<Record<'admin' | 'viewer', IManagedPolicy>>;
};

/**
 * AWS credentials for the people of the user pool. Their session tag `organization` is the claim of their ID token, which
 * only an operator sets; the policies allow that organization and no other. A user without a role gets no credentials.
 */
export class AdminIdentityPool extends Construct {
  readonly identityPoolId: string;

  constructor(scope: Construct, id: string, { users, policies }: AdminIdentityPoolProps) {
    super(scope, id);
    const { client, pool } = users;
    const identityPool = new CfnIdentityPool(this, 'Pool', {
      identityPoolName: `${namePrefix(this)}-admins`,
      allowUnauthenticatedIdentities: false,
      // The classic flow would let a caller assume a role without the tag.
      allowClassicFlow: false,
      cognitoIdentityProviders: [
        {
          clientId: client.userPoolClientId,
          providerName: pool.userPoolProviderName,
          // Asks the user pool whether the user still exists and has not been signed out.
          serverSideTokenCheck: true,
        },
      ],
    });
    this.identityPoolId = identityPool.ref;
    new CfnIdentityPoolPrincipalTag(this, 'OrganizationTag', {
      identityPoolId: identityPool.ref,
      identityProviderName: pool.userPoolProviderName,
      useDefaults: false,
      principalTags: { organization: 'custom:organization' },
    });
    const roleFor = (name: 'admin' | 'viewer') => {
      const role = new Role(this, `${name}-role`, {
        description: `The ${name}s of an organization, who sign in to the admin page`,
        assumedBy: new WebIdentityPrincipal('cognito-identity.amazonaws.com', {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPool.ref },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
          // Never a session without the tag.
          Null: { 'aws:RequestTag/organization': 'false' },
        }).withSessionTags(),
        managedPolicies: [policies[name]],
      });
      return role.roleArn;
    };
    new CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: identityPool.ref,
      roleMappings: {
        admins: {
          identityProvider: `${pool.userPoolProviderName}:${client.userPoolClientId}`,
          type: 'Rules',
          ambiguousRoleResolution: 'Deny',
          rulesConfiguration: {
            rules: (['admin', 'viewer'] as const).map((name) => ({
              claim: 'custom:role',
              matchType: 'Equals',
              value: name,
              roleArn: roleFor(name),
            })),
          },
        },
      },
    });
  }
}
