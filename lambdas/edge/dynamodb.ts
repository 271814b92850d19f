import {
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbRequest,
  type DynamoDbResponse,
  TableUnavailableError,
} from '../../shared/dynamodb.ts';
import { type AttemptLimits, TransientError, withAttempts } from './attempts.ts';
import type { EdgeConfig } from './config.ts';
import { connections } from './connections.ts';
import { marshallInput, type ResponseJson, unmarshallResponse } from './dynamodb-json.ts';
import { type Credentials, signRequest } from './sign-request.ts';

/** Errors that another attempt may not meet. */
const transient =
  /^(?:ThrottlingException|ProvisionedThroughputExceededException|RequestLimitExceeded|ReplicatedWriteConflictException)$/;

export type EdgeDynamoDbOptions = Pick<EdgeConfig, 'region' | 'dynamodbEndpoint'> &
  Partial<AttemptLimits> & {
    /** Opens a connection now, ahead of the first request. */
    preconnect?: boolean;
  };

/**
 * DynamoDB without the AWS SDK, over `node:https` with keep-alive. Loading the SDK would more
 * than double the time to the first response of a new edge instance.
 *
 * @returns for each viewer request, DynamoDB within the request's budget. A table that doesn't respond in time is
 *   a {@link TableUnavailableError}. A request may be sent again although it was carried out, so what is sent
 *   must allow for that.
 */
export function edgeDynamoDb({
  region,
  dynamodbEndpoint = `https://dynamodb.${region}.amazonaws.com`,
  connectTimeoutMs = 1500,
  responseTimeoutMs = 1000,
  preconnect = false,
}: EdgeDynamoDbOptions): (budget: AbortSignal) => DynamoDb {
  const endpoint = new URL(dynamodbEndpoint);
  const { open, post } = connections(endpoint);
  if (preconnect) open();
  const limits = { connectTimeoutMs, responseTimeoutMs };

  const send = (request: DynamoDbRequest, budget: AbortSignal): Promise<DynamoDbResponse> =>
    withAttempts(
      async (signal, onConnected) => {
        const body = JSON.stringify(marshallInput(request.input));
        const target = `DynamoDB_20120810.${request.operation}`;
        const { host } = endpoint;
        const headers = signRequest({ host, region, target, body }, credentials(), Date.now());
        return readResponse(await post({ headers, body, signal, onConnected }), request);
      },
      budget,
      limits,
    );
  return (budget) => (request) => send(request, budget);
}

/** Lambda's own credentials, read for each request: they change during an instance's life. */
function credentials(): Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new TableUnavailableError('AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is missing');
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  };
}

function readResponse(
  { status, body }: { status: number; body: Buffer },
  request: DynamoDbRequest,
): DynamoDbResponse {
  const response = parse(body);
  if (status !== 200) {
    const type = response.__type?.split('#').at(-1) ?? String(status);
    if (type === 'ConditionalCheckFailedException') {
      throw new ConditionFailedError('the condition does not hold');
    }
    if (status >= 500 || transient.test(type)) throw new TransientError(type);
    throw new TableUnavailableError(`${type}: ${request.operation} ${tablesOf(request)}`);
  }
  if (Object.keys(response.UnprocessedKeys ?? {}).length > 0) {
    throw new TransientError('keys left unprocessed');
  }
  return parseOrTransient(() => unmarshallResponse(response));
}

const parse = (bytes: Buffer): ResponseJson =>
  parseOrTransient(() => {
    const response = JSON.parse(bytes.toString());
    if (typeof response !== 'object' || response === null) throw new TypeError('not an object');
    return response;
  });

/** What isn't a response of DynamoDB may be one at the next attempt. */
function parseOrTransient<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch {
    throw new TransientError('not a response of DynamoDB');
  }
}

const tablesOf = ({ input }: DynamoDbRequest): string =>
  'RequestItems' in input ? Object.keys(input.RequestItems).join(' and ') : input.TableName;
