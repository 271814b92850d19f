import { writeLog } from '../../shared/log.ts';
import { tableNameVariables, withTableNames } from '../../shared/table-names.ts';
import { sdkDynamoDb } from './dynamodb.ts';
import type { Dependencies } from './http/api-handler.ts';

/** What every API function works with in Lambda, and in the local run. */
export const lambdaDependencies: Dependencies = {
  dynamodb: withTableNames(sdkDynamoDb(), (table) => variable(tableNameVariables[table])),
  clock: Date.now,
  log: writeLog,
  embedDomain: () => variable('EMBED_DOMAIN'),
};

/** Read on use: a function has only the variables that its operation needs. */
function variable(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new TypeError(`${name} is not set for this function (infra/constructs/operation-function.ts)`);
  return value;
}
