import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { wildcardFinding } from './wildcard-finding.ts';

/** What every resource of an environment is tagged with. */
export const environmentTag = 'embed-secrets:environment';

/**
 * Allows a function to look up who an admin is. The user pool can't be named: its stack is deployed after the API's,
 * whose policies its roles have. The tag's value leaves the environment's own, also if an account has several.
 */
export function grantAdminLookup(role: Role, environmentName: string): void {
  const { account, region } = Stack.of(role);
  const anyUserPool = `arn:aws:cognito-idp:${region}:${account}:userpool/*`;
  role.addToPolicy(
    new PolicyStatement({
      actions: ['cognito-idp:AdminGetUser'],
      resources: [anyUserPool],
      conditions: { StringEquals: { [`aws:ResourceTag/${environmentTag}`]: environmentName } },
    }),
  );
  Validations.of(role).acknowledge({
    id: wildcardFinding(anyUserPool),
    reason: 'Its condition leaves the user pool of the environment, known by its tag.',
  });
}
