import type { Table } from '../../shared/dynamodb.ts';
import { writeLog } from '../../shared/log.ts';
import { tableNameVariables, withTableNames } from '../../shared/table-names.ts';
import { sdkDynamoDb } from './dynamodb.ts';
import type { ApiHandler } from './http/api-handler.ts';
import type { DefinedOperation } from './http/define-operation.ts';
import type { EnvironmentVariables } from './http/environment-variables.ts';

/**
 * The handler of an operation as Lambda runs it. Bundles consist of this and one operation (`infra/`); the local
 * run uses it as well.
 *
 * @param environment the function's environment variables
 */
export function lambdaHandler(
  { operation, createHandler }: DefinedOperation,
  environment: EnvironmentVariables = process.env,
): ApiHandler {
  const nameOf = (table: Table): string => {
    const name = environment[tableNameVariables[table]];
    if (!name) throw new TypeError(`${operation.id} has no access to the table ${table}`);
    return name;
  };
  const dynamodb = withTableNames(sdkDynamoDb(), nameOf);
  return createHandler({ dynamodb, clock: Date.now, log: writeLog, environment });
}
