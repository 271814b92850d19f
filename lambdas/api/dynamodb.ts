import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import {
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbRequest,
  type DynamoDbResponse,
  TableUnavailableError,
} from '../../shared/dynamodb.ts';

/** Two attempts of a second, and what connecting takes. */
const clientOptions = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1000, throwOnRequestTimeout: true },
};

/**
 * DynamoDB by the AWS SDK.
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
      return (await client.send(new GetCommand(request.input), options)) as DynamoDbResponse;
    case 'PutItem':
      return (await client.send(new PutCommand(request.input as never), options)) as DynamoDbResponse;
    case 'UpdateItem':
      return (await client.send(new UpdateCommand(request.input as never), options)) as DynamoDbResponse;
    case 'BatchGetItem': {
      const answer = await client.send(new BatchGetCommand(request.input as never), options);
      if (Object.keys(answer.UnprocessedKeys ?? {}).length > 0) {
        throw new TableUnavailableError('keys left unprocessed');
      }
      return answer as DynamoDbResponse;
    }
    case 'Query':
      return (await client.send(new QueryCommand(request.input as never), options)) as DynamoDbResponse;
  }
}

/** Errors of the request itself: DynamoDB understood it and refused. They are ours to mend, not to retry. */
const refusals = new Set(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException']);

function toStoreError(error: unknown): unknown {
  if (error instanceof TableUnavailableError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'ConditionalCheckFailedException')
    return new ConditionFailedError('the condition does not hold');
  if (refusals.has(name)) return error;
  return new TableUnavailableError(name, { cause: error });
}
