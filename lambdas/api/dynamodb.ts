import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  type BatchGetItem,
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbRequest,
  type DynamoDbResponse,
  TableUnavailableError,
} from '../../shared/dynamodb.ts';

/** Two attempts of a second each, plus the time to connect. */
const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true },
};

/**
 * DynamoDB through the AWS SDK.
 *
 * @param options beyond the SDK's own defaults: the environment gives region, credentials and endpoint
 */
export function sdkDynamoDb(options: ConstructorParameters<typeof DynamoDBClient>[0] = {}): DynamoDb {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...clientOptions, ...options }));
  return async (request, budget) => {
    try {
      return await send(client, request, budget === undefined ? {} : { abortSignal: budget });
    } catch (error) {
      throw toStoreError(error);
    }
  };
}

async function send(
  client: DynamoDBDocumentClient,
  request: DynamoDbRequest,
  options: { abortSignal?: AbortSignal },
): Promise<DynamoDbResponse> {
  switch (request.operation) {
    case 'GetItem':
      return await client.send(new GetCommand(request.input), options);
    case 'PutItem':
      return await client.send(new PutCommand(request.input), options);
    case 'UpdateItem':
      return await client.send(new UpdateCommand(request.input), options);
    case 'DeleteItem':
      return await client.send(new DeleteCommand(request.input), options);
    case 'Query':
      return await client.send(new QueryCommand(request.input), options);
    case 'BatchGetItem': {
      const response = await client.send(new BatchGetCommand({ RequestItems: batchOf(request) }), options);
      if (Object.keys(response.UnprocessedKeys ?? {}).length > 0) {
        throw new TableUnavailableError('DynamoDB left keys unprocessed');
      }
      return response;
    }
  }
}

const batchOf = ({ input: { RequestItems: items } }: BatchGetItem) =>
  Object.fromEntries(
    Object.entries(items).map(([table, { Keys, ConsistentRead }]) => [
      table,
      { Keys: [...Keys], ConsistentRead },
    ]),
  );

/** Errors of the request itself: repeating it would not help, it has to be fixed. */
const refusals = new Set(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException']);

function toStoreError(error: unknown): unknown {
  if (error instanceof TableUnavailableError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'ConditionalCheckFailedException') {
    return new ConditionFailedError('the condition does not hold');
  }
  if (refusals.has(name)) return error;
  return new TableUnavailableError(name, { cause: error });
}
