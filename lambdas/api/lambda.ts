import type { Table } from '../../shared/dynamodb.ts';
import { txtRecords } from '../../shared/hosts/txt-records.ts';
import { writeLog } from '../../shared/log.ts';
import { tableNameVariables, withTableNames } from '../../shared/table-names.ts';
import { cognitoEmails } from './cognito-emails.ts';
import { sdkDynamoDb } from './dynamodb.ts';
import type { ApiHandler } from './http/api-handler.ts';
import type { DefinedOperation } from './http/define-operation.ts';
import type { EnvironmentVariables } from './http/environment-variables.ts';

/**
 * The handler of an operation as Lambda runs it. Bundles consist of this and one operation (`infra/`); the local
 * run uses it as well.
 *
 * @param tables those that the operation has access to (`shared/table-access.ts`)
 * @param environment the function's environment variables
 * @throws {TypeError} that names the variable, if one that the function needs is missing or empty
 */
export function lambdaHandler(
  { operation, createHandler }: DefinedOperation,
  tables: readonly Table[],
  environment: EnvironmentVariables = process.env,
): ApiHandler {
  const nameOf = (table: Table): string => {
    const variable = tableNameVariables[table];
    const name = environment[variable];
    if (name) return name;
    throw new TypeError(`${operation.id} needs the environment variable ${variable}, which is not set`);
  };
  // When the function starts, not when a request first needs the table.
  for (const table of tables) nameOf(table);
  const dynamodb = withTableNames(sdkDynamoDb(), nameOf);
  return createHandler({
    dynamodb,
    txtRecords: txtRecords(),
    emailOf: cognitoEmails(Date.now),
    clock: Date.now,
    log: writeLog,
    environment,
  });
}
