import { type Operation, type VariableName, variablesOf } from './contract/operations.ts';
import type { Table } from './dynamodb.ts';
import { tablesOf } from './table-access.ts';
import { tableNameVariables } from './table-names.ts';

/**
 * The environment variables of an operation's function: those that its contract lists, and the names of the tables
 * that it has access to. The stack and the local run set these, and no others.
 */
export const functionVariables = (
  operation: Operation,
  values: Readonly<Record<VariableName, string>>,
  tableName: (table: Table) => string,
): Record<string, string> => ({
  ...variablesOf(operation, values),
  ...Object.fromEntries(tablesOf(operation.id).map((table) => [tableNameVariables[table], tableName(table)])),
});
