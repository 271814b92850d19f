import { type OperationId, operation, type VariablesOf } from '../../../shared/contract/operations.ts';

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/**
 * The environment variables, once all that the operation lists are set. A function that lacks one fails when it
 * starts, not when a request first needs it.
 *
 * @throws {TypeError} that names the operation and the variable
 */
export function requireVariables<Id extends OperationId>(
  id: Id,
  variables: EnvironmentVariables,
): VariablesOf<Id> {
  assertVariables(id, variables);
  return variables;
}

function assertVariables<Id extends OperationId>(
  id: Id,
  variables: EnvironmentVariables,
): asserts variables is EnvironmentVariables & VariablesOf<Id> {
  for (const name of operation(id).environment ?? []) {
    if (!variables[name]) {
      throw new TypeError(`${id} needs the environment variable ${name}, which is not set`);
    }
  }
}
