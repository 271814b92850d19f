import { inject } from 'vitest';
import type { EnvironmentName } from '../../../infra/environments.ts';
import { resourceOf, templateOf, textOf } from '../../infra/support/templates.ts';
import { type DeployedFunction, deployedFunction } from './deployed-function.ts';

/**
 * The canary as its template deploys it.
 *
 * @param apiUrl what CloudFormation puts in place of the reference to the API
 */
export function deployedCanary(environment: EnvironmentName, apiUrl: string): DeployedFunction {
  const resource = resourceOf(templateOf(environment, 'EmbedSecretsCanary'), 'AWS::Lambda::Function');
  const deployed = deployedFunction(resource, inject('syntheses')[environment].outdir);
  const variables = Object.entries(deployed.variables).map(([name, value]) => [
    name,
    textOf(value, () => apiUrl),
  ]);
  return { ...deployed, variables: Object.fromEntries(variables) };
}
