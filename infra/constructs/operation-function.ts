import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation, VariableName } from '../../shared/contract/operations.ts';
import { functionVariables } from '../../shared/function-variables.ts';
import { operationAccess } from '../../shared/table-access.ts';
import { grantAdminLookup } from './admin-lookup.ts';
import { jsonLogs } from './json-logs.ts';
import { logGroupName } from './names.ts';
import { type LogRetention, ProtectedLogGroup } from './protected-log-group.ts';
import { grantTableAccess, type TablesLocation, tableNameOf } from './table-access.ts';

export type OperationFunctionProps = {
  operation: Operation;
  /** The value of the environment's tag. */
  environmentName: string;
  /** The folder with its bundle. */
  code: string;
  tables: TablesLocation;
  retention: LogRetention;
  /** The variables of all operations: a function gets those that its operation lists. */
  variables: Readonly<Record<VariableName, string>>;
};

/** The function of one operation: it has the operation's name and grants. */
export class OperationFunction extends LambdaFunction {
  constructor(
    scope: Construct,
    { operation, environmentName, code, tables, retention, variables }: OperationFunctionProps,
  ) {
    const logGroup = new ProtectedLogGroup(scope, `${operation.id}-logs`, {
      ...retention,
      logGroupName: operationLogGroupName(scope, operation.id),
    });
    const role = new Role(scope, `${operation.id}-role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    super(scope, operation.id, {
      description: `${operation.method} ${operation.path}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(code),
      // CPU grows with memory: at 512 MB the SDK loads in a fraction of a second.
      memorySize: 512,
      // More than the three seconds that a request to DynamoDB can take at most.
      timeout: Duration.seconds(10),
      role,
      logGroup,
      ...jsonLogs,
      environment: functionVariables(operation, variables, (table) => tableNameOf(table, tables)),
    });
    logGroup.grantWrite(role);
    grantTableAccess(role, operationAccess[operation.id], tables);
    if (operation.recordsActor === true) grantAdminLookup(role, environmentName);
  }
}

/** A fixed name, so that people and saved queries can find it. */
export const operationLogGroupName = (scope: Construct, id: string): string =>
  logGroupName(scope, `api/${id}`);
