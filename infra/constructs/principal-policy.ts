import { type CfnElement, Stack, Validations } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { deniedResources, invokableResources, type PolicyName } from '../../shared/policies.ts';
import type { EmbedApi } from './embed-api.ts';
import { prefixed } from './names.ts';
import { wildcardFinding } from './wildcard-finding.ts';

const descriptions: Readonly<Record<PolicyName, string>> = {
  OrganizationAdmin:
    'Manages the embed secrets, sessions and settings of the organization in the session tag.',
  OrganizationViewer:
    'Sees the secrets, sessions and settings of the organization in the session tag; no keys.',
  OrganizationServer: 'Makes sessions and embed URLs for the organization in the session tag.',
  EmbeddedApplication: 'Fetches the claims of active sessions, of every organization.',
  Operator: 'Makes organizations, assigns hosts and rotates the keys of the environment.',
};

/**
 * The managed policy of a permission, to attach to the role that its principals assume. The organization's
 * own are reached by the session tag `organization`: who may assume the role sets it, nobody else.
 */
export class PrincipalPolicy extends ManagedPolicy {
  constructor(scope: Construct, name: PolicyName, api: EmbedApi) {
    const resources = invokableResources(name);
    const denied = deniedResources(name);
    const statement = (effect: Effect, some: readonly string[]) =>
      new PolicyStatement({
        effect,
        actions: ['execute-api:Invoke'],
        resources: some.map((resource) => api.invocationArn(resource)),
      });
    super(scope, name, {
      managedPolicyName: prefixed(scope, name),
      description: descriptions[name],
      statements: [
        statement(Effect.ALLOW, resources),
        ...(denied.length > 0 ? [statement(Effect.DENY, denied)] : []),
      ],
    });
    const apiName = Stack.of(this).getLogicalId(api.node.defaultChild as CfnElement);
    for (const resource of resources.filter((resource) => resource.includes('*'))) {
      Validations.of(this).acknowledge({
        id: wildcardFinding(api.invocationArn(resource, `<${apiName}>`)),
        reason: 'The star is for the id of one thing; the method and the rest of the path are given.',
      });
    }
  }
}
