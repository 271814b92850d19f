import { join } from 'node:path';
import { inject } from 'vitest';
import type { EnvironmentName } from '../../../infra/environments.ts';
import { type OperationId, operations } from '../../../shared/contract/operations.ts';
import { resourcesOf, templateOf } from '../../infra/support/templates.ts';

/** A function as its template deploys it. */
export type DeployedFunction = {
  /** The folder that `cdk deploy` would upload. */
  folder: string;
  /** `<file>.<export>`. */
  handler: string;
  variables: Readonly<Record<string, string>>;
  memoryMb: number;
  timeoutSeconds: number;
  logFormat: string;
};

/** The functions of an environment: each operation's by its id, and the edge's. */
export function deployedFunctions(environment: EnvironmentName): {
  api: Record<OperationId, DeployedFunction>;
  edge: DeployedFunction;
} {
  const functions = (stack: string): Record<string, DeployedFunction> =>
    Object.fromEntries(
      Object.values(resourcesOf(templateOf(environment, stack), 'AWS::Lambda::Function')).map((resource) => {
        const { Metadata, Properties } = resource as unknown as FunctionResource;
        const deployed = {
          folder: join(inject('syntheses')[environment].outdir, Metadata['aws:asset:path']),
          handler: Properties.Handler,
          variables: Properties.Environment?.Variables ?? {},
          memoryMb: Properties.MemorySize,
          timeoutSeconds: Properties.Timeout,
          logFormat: Properties.LoggingConfig.LogFormat,
        };
        return [Properties.Description, deployed];
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

type FunctionResource = {
  Metadata: { 'aws:asset:path': string };
  Properties: {
    Description: string;
    Handler: string;
    MemorySize: number;
    Timeout: number;
    LoggingConfig: { LogFormat: string };
    Environment?: { Variables: Record<string, string> };
  };
};
