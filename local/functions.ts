import { apiOperations } from '../lambdas/api/api-operations.ts';
import type { ApiHandler } from '../lambdas/api/http/api-handler.ts';
import { lambdaHandler } from '../lambdas/api/lambda.ts';
import { operations, type VariableName } from '../shared/contract/operations.ts';
import { functionVariables } from '../shared/function-variables.ts';
import { tablesOf } from '../shared/table-access.ts';

/** The functions that would be deployed, each with the variables that its template gives it and no others. */
export const createHandlers = (values: Record<VariableName, string>): Record<string, ApiHandler> =>
  Object.fromEntries(
    operations.map((operation) => [
      operation.id,
      lambdaHandler(
        apiOperations[operation.id],
        tablesOf(operation.id),
        functionVariables(operation, values, (table) => table),
      ),
    ]),
  );
