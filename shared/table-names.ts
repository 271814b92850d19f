import type { DynamoDb, DynamoDbRequest, Table } from './dynamodb.ts';

/** What each table is called in DynamoDB. A restored table has another name than the one that it replaces. */
export type TableNames = Readonly<Record<Table, string>>;

/** The environment variables with these names, for functions that have variables. */
export const tableNameVariables: TableNames = {
  EmbedSecrets: 'EMBED_SECRETS_TABLE',
  EmbedSessions: 'EMBED_SESSIONS_TABLE',
  EmbedEvents: 'EMBED_EVENTS_TABLE',
};

/**
 * Addresses the tables by the names that they have in DynamoDB. All other code knows a table by one name.
 *
 * @param nameOf may throw if it does not know the name
 */
export function withTableNames(dynamodb: DynamoDb, nameOf: (table: Table) => string): DynamoDb {
  return async (request, budget) => {
    const response = await dynamodb(withNames(request, nameOf), budget);
    const { Responses: responses } = response;
    if (responses === undefined || !('RequestItems' in request.input)) return response;
    const tables = Object.keys(request.input.RequestItems) as Table[];
    const items = (table: Table) => responses[nameOf(table) as Table] ?? [];
    return { ...response, Responses: Object.fromEntries(tables.map((table) => [table, items(table)])) };
  };
}

function withNames(request: DynamoDbRequest, nameOf: (table: Table) => string): DynamoDbRequest {
  const { input } = request;
  if (!('RequestItems' in input)) {
    return { ...request, input: { ...input, TableName: nameOf(input.TableName) } } as DynamoDbRequest;
  }
  const requests = Object.entries(input.RequestItems).map(([table, keys]) => [nameOf(table as Table), keys]);
  return { ...request, input: { RequestItems: Object.fromEntries(requests) } } as DynamoDbRequest;
}
