import type { Principal } from '../../../local/principals.ts';
import type { PolicyName } from '../../../shared/policies.ts';
import { resourceOf, type Template } from '../../infra/support/templates.ts';

/** Credentials as `GetCredentialsForIdentity` returns them. */
export type IssuedCredentials = {
  AccessKeyId: string;
  SecretKey: string;
  SessionToken: string;
  /** Epoch seconds. */
  Expiration: number;
};

export type IdTokenClaims = Readonly<Record<string, string>>;

/**
 * What AWS makes of an ID token by the identity pool's template: the role of the first rule that fits, and the session
 * tag. The emulator issues credentials without either.
 *
 * @returns `undefined` if no rule fits: the role mapping denies
 */
export function assumedPrincipal(
  template: Template,
  claims: IdTokenClaims,
  credentials: IssuedCredentials,
  identity: { provider: string; identityId: string; identityPoolId: string },
): Principal | undefined {
  const { RoleMappings } = resourceOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment').Properties;
  const [mapping] = Object.values<RoleMapping>(RoleMappings);
  const rule = mapping?.RulesConfiguration.Rules.find(({ Claim, Value }) => claims[Claim] === Value);
  if (rule === undefined) return undefined;
  const tags = resourceOf(template, 'AWS::Cognito::IdentityPoolPrincipalTag').Properties.PrincipalTags;
  const organization = claims[tags.organization];
  if (organization === undefined) return undefined;
  const { identityId, identityPoolId, provider } = identity;
  return {
    accessKeyId: credentials.AccessKeyId,
    secretAccessKey: credentials.SecretKey,
    sessionToken: credentials.SessionToken,
    name: 'CognitoIdentityCredentials',
    permission: policyOf(template, rule.RoleARN['Fn::GetAtt'][0]),
    organization,
    cognitoIdentity: {
      identityId,
      identityPoolId,
      amr: ['authenticated', provider, `${provider}:CognitoSignIn:${claims.sub}`],
    },
  };
}

type RoleMapping = {
  RulesConfiguration: {
    Rules: readonly { Claim: string; Value: string; RoleARN: { 'Fn::GetAtt': [string, string] } }[];
  };
};

/** The managed policy of a role, by its name. */
function policyOf(template: Template, roleId: string): PolicyName {
  const [arn] = template.Resources[roleId]?.Properties.ManagedPolicyArns ?? [];
  const name = /\/(\w+)$/.exec(arn)?.[1];
  if (name === 'OrganizationAdmin' || name === 'OrganizationViewer') return name;
  throw new TypeError(`${roleId} has no policy of ours: ${arn}`);
}
