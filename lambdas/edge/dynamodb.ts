import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import aws4 from 'aws4';
import {
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbAnswer,
  type DynamoDbRequest,
  TableUnavailableError,
} from '../../shared/dynamodb.ts';
import { type AttributeValue, marshall, unmarshall } from './attribute-values.ts';
import type { EdgeConfig } from './config.ts';

const maxAttempts = 3;
const answerMaxBytes = 1024 * 1024;

/** Errors that another attempt may not meet. */
const transient =
  /^(?:ThrottlingException|ProvisionedThroughputExceededException|RequestLimitExceeded|ReplicatedWriteConflictException)$/;

class TransientError extends Error {}

/** How long one attempt may take. */
export type EdgeDynamoDbOptions = Pick<EdgeConfig, 'region' | 'dynamodbEndpoint'> & {
  attemptTimeoutMs?: number;
};

/**
 * DynamoDB without the AWS SDK: `aws4` signs, `node:https` keeps the connections. Loading the SDK would more
 * than double the time to the first answer of a new edge instance.
 *
 * @returns for each viewer request, DynamoDB within the time that the request has left: a table that does not
 *   answer by then is a {@link TableUnavailableError}. A request that may have been carried out is sent again,
 *   so what is sent must bear that.
 */
export function edgeDynamoDb({
  region,
  dynamodbEndpoint = `https://dynamodb.${region}.amazonaws.com`,
  attemptTimeoutMs = 1000,
}: EdgeDynamoDbOptions): (budget: AbortSignal) => DynamoDb {
  const { protocol, host, hostname, port } = new URL(dynamodbEndpoint);
  const secure = protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const send = secure ? httpsRequest : httpRequest;

  const attempt = async (request: DynamoDbRequest, budget: AbortSignal): Promise<DynamoDbAnswer> => {
    const body = JSON.stringify(marshallInput(request.input));
    const { headers } = aws4.sign(
      {
        host,
        method: 'POST',
        path: '/',
        service: 'dynamodb',
        region,
        headers: {
          'Content-Type': 'application/x-amz-json-1.0',
          'X-Amz-Target': `DynamoDB_20120810.${request.operation}`,
        },
        body,
      },
      credentials(),
    );
    const signal = AbortSignal.any([budget, AbortSignal.timeout(attemptTimeoutMs)]);
    const options = { agent, hostname, port, path: '/', method: 'POST', headers, signal } as RequestOptions;
    const { status, answer } = await exchange(send, options, body);
    return readAnswer(status, answer);
  };

  return (budget) => async (request) => {
    for (let sent = 1; ; sent++) {
      try {
        return await attempt(request, budget);
      } catch (error) {
        if (!(error instanceof TransientError)) throw error;
        if (sent === maxAttempts || budget.aborted) throw new TableUnavailableError(error.message);
        await setTimeout(sent * 10 + Math.random() * 20, undefined, { signal: budget }).catch(
          () => undefined,
        );
      }
    }
  };
}

/** Lambda's own credentials, read for each request: an environment may have new ones. */
function credentials(): aws4.Credentials {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  };
}

function exchange(
  send: typeof httpRequest,
  options: RequestOptions,
  body: string,
): Promise<{ status: number; answer: Buffer }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; answer: Buffer }>();
  const fail = (error: NodeJS.ErrnoException) => reject(new TransientError(error.code ?? error.name));
  const request = send(options, (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > answerMaxBytes) request.destroy(new Error('the answer is too large'));
    });
    response.on('error', fail);
    response.on('end', () => {
      const answer = Buffer.concat(chunks);
      const checksum = response.headers['x-amz-crc32'];
      if (!response.complete || (checksum !== undefined && Number(checksum) !== crc32(answer))) {
        reject(new TransientError('the answer is damaged'));
      } else {
        resolve({ status: response.statusCode ?? 0, answer });
      }
    });
  });
  request.on('error', fail);
  request.end(body);
  return promise;
}

type RawAnswer = {
  __type?: string;
  Item?: Record<string, AttributeValue>;
  Attributes?: Record<string, AttributeValue>;
  Responses?: Record<string, Record<string, AttributeValue>[]>;
  Items?: Record<string, AttributeValue>[];
  LastEvaluatedKey?: Record<string, AttributeValue>;
  UnprocessedKeys?: object;
};

function readAnswer(status: number, bytes: Buffer): DynamoDbAnswer {
  const answer = parse(bytes);
  if (status !== 200) {
    const type = answer.__type?.split('#').at(-1) ?? '';
    if (type === 'ConditionalCheckFailedException')
      throw new ConditionFailedError('the condition does not hold');
    if (status >= 500 || transient.test(type)) throw new TransientError(type || String(status));
    throw new TableUnavailableError(`refused: ${type}`);
  }
  if (Object.keys(answer.UnprocessedKeys ?? {}).length > 0) throw new TransientError('keys left unprocessed');
  return understood(() => unmarshallAnswer(answer));
}

const parse = (bytes: Buffer): RawAnswer =>
  understood(() => {
    const answer = JSON.parse(bytes.toString());
    if (typeof answer !== 'object' || answer === null) throw new TypeError('not an object');
    return answer;
  });

/** What is no answer of DynamoDB's may be one at the next attempt. */
function understood<Read>(read: () => Read): Read {
  try {
    return read();
  } catch {
    throw new TransientError('the answer is not of DynamoDB');
  }
}

function unmarshallAnswer(answer: RawAnswer): DynamoDbAnswer {
  const unmarshalled: DynamoDbAnswer = {};
  for (const member of ['Item', 'Attributes', 'LastEvaluatedKey'] as const) {
    const item = answer[member];
    if (item !== undefined) unmarshalled[member] = unmarshall(item);
  }
  if (answer.Items !== undefined) unmarshalled.Items = answer.Items.map(unmarshall);
  if (answer.Responses !== undefined) {
    unmarshalled.Responses = Object.fromEntries(
      Object.entries(answer.Responses).map(([table, items]) => [table, items.map(unmarshall)]),
    );
  }
  return unmarshalled;
}

function marshallInput(input: DynamoDbRequest['input']): object {
  const marshalled: Record<string, unknown> = { ...input };
  for (const member of ['Key', 'Item', 'ExclusiveStartKey', 'ExpressionAttributeValues'] as const) {
    const value = marshalled[member];
    if (value !== undefined) marshalled[member] = marshall(value as object);
  }
  if ('RequestItems' in input) {
    marshalled.RequestItems = Object.fromEntries(
      Object.entries(input.RequestItems).map(([table, { Keys: keys, ...read }]) => [
        table,
        { ...read, Keys: keys.map(marshall) },
      ]),
    );
  }
  return marshalled;
}
