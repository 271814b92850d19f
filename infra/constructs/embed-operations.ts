import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type Operation, type OperationId, operations } from '../../shared/contract/operations.ts';
import type { PolicyName } from '../../shared/policies.ts';
import { EmbedApi } from './embed-api.ts';
import { OperationFunction } from './operation-function.ts';
import { PrincipalPolicy } from './principal-policy.ts';
import type { LogRetention } from './protected-log-group.ts';
import type { TablesLocation } from './table-access.ts';

export type EmbedOperationsProps = {
  /** The value of the environment's tag. */
  environmentName: string;
  /** The folder of each operation's bundle. */
  code: Readonly<Record<OperationId, string>>;
  embedDomain: string;
  /** The default for organizations that haven't set their own; 1 to 576. */
  sessionLengthHours: number;
  /** The admin page's origin: the only one whose scripts may call the API. */
  allowedOrigin: string;
  tables: TablesLocation;
  retention: LogRetention;
};

export type EmbedOperations = {
  api: EmbedApi;
  functions: ReadonlyMap<OperationId, LambdaFunction>;
  logGroups: Readonly<Record<string, ILogGroup>>;
  /** The managed policies, to attach to roles. */
  policies: Readonly<Record<PolicyName, PrincipalPolicy>>;
};

/** Adds the API: each operation's route, function and grants, and a policy for each permission. */
export function addEmbedOperations(
  scope: Construct,
  {
    environmentName,
    code,
    embedDomain,
    sessionLengthHours,
    allowedOrigin,
    tables,
    retention,
  }: EmbedOperationsProps,
): EmbedOperations {
  const all: readonly Operation[] = operations;
  const api = new EmbedApi(scope, 'Api', { allowedOrigin, retention });
  const functions = new Map<OperationId, LambdaFunction>();
  const logGroups: Record<string, ILogGroup> = {};
  for (const operation of all) {
    const handler = new OperationFunction(scope, {
      operation,
      environmentName,
      code: code[operation.id],
      tables,
      retention,
      variables: {
        EMBED_DOMAIN: embedDomain,
        EMBED_HOST_PROOF: 'required',
        EMBED_SESSION_LENGTH_HOURS: `${sessionLengthHours}`,
      },
    });
    api.addOperation(operation, handler);
    functions.set(operation.id, handler);
    logGroups[operation.id] = handler.logGroup;
  }
  const policy = (name: PolicyName) => new PrincipalPolicy(scope, name, api);
  return {
    api,
    functions,
    logGroups,
    policies: {
      OrganizationAdmin: policy('OrganizationAdmin'),
      OrganizationServer: policy('OrganizationServer'),
      EmbeddedApplication: policy('EmbeddedApplication'),
      Operator: policy('Operator'),
      OrganizationViewer: policy('OrganizationViewer'),
    },
  };
}
