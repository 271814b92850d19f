import { inject } from 'vitest';
import type { EnvironmentName } from '../../../infra/environments.ts';
import { type OperationId, operations } from '../../../shared/contract/operations.ts';
import { resourcesOf, templateOf } from '../../infra/support/templates.ts';
import { type DeployedFunction, deployedFunction } from './deployed-function.ts';

/** The functions of an environment: each operation's by its id, and the edge's. */
export function deployedFunctions(environment: EnvironmentName): {
  api: Record<OperationId, DeployedFunction>;
  edge: DeployedFunction;
} {
  const functions = (stack: string): Record<string, DeployedFunction> =>
    Object.fromEntries(
      Object.values(resourcesOf(templateOf(environment, stack), 'AWS::Lambda::Function')).map((resource) => {
        const { outdir } = inject('syntheses')[environment];
        return [resource.Properties.Description, deployedFunction(resource, outdir)];
      }),
    );
  const found = (name: string, deployed: DeployedFunction | undefined): DeployedFunction => {
    if (deployed === undefined) throw new Error(`no function for ${name} in the templates of ${environment}`);
    return deployed;
  };
  const api = functions('EmbedSecretsApi');
  return {
    api: Object.fromEntries(
      operations.map(({ id, method, path }) => [id, found(id, api[`${method} ${path}`])]),
    ) as Record<OperationId, DeployedFunction>,
    edge: found('the edge', Object.values(functions('EmbedSecretsEdge'))[0]),
  };
}
