import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { edgeDynamoDb } from '../../../lambdas/edge/dynamodb.ts';
import { listening } from '../../../local/http.ts';
import { ConditionFailedError, type GetItem, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { organizationAndSessionRequest } from '../../../shared/sessions/read-organization-and-session.ts';
import type { Session } from '../../../shared/sessions/session.ts';
import { startSession } from '../../../shared/sessions/start-session.ts';
import { unlimited } from '../../support/dynamodb.ts';

type Respond = (response: ServerResponse, request: IncomingMessage) => void;

const closing: (() => void)[] = [];
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) close();
});

/** A DynamoDB that sends these responses in turn, then repeats the last one. */
async function dynamodbSending(...responses: [Respond, ...Respond[]]) {
  const received: { target: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    received.push({ target: String(request.headers['x-amz-target']), body: await text(request) });
    const respondNext = responses.length > 1 ? responses.shift() : responses[0];
    respondNext?.(response, request);
  });
  const port = await listening(server, { port: 0 });
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const options = {
    region: 'us-east-1',
    dynamodbEndpoint: `http://127.0.0.1:${port}`,
    responseTimeoutMs: 100,
  };
  return { received, dynamodb: edgeDynamoDb(options) };
}

const respond =
  (status: number, body: unknown, headers: Record<string, string> = {}): Respond =>
  (response) => {
    const json = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'x-amz-crc32': String(crc32(json)), ...headers }).end(json);
  };
const fails = (type: string, status = 400) =>
  respond(status, { __type: `com.amazonaws.dynamodb.v20120810#${type}` });
const silence: Respond = () => undefined;
const reset: Respond = (response) => response.destroy();
const truncated: Respond = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"Item":', () => response.destroy());
};

const acme = { partitionKey: { S: 'ORG#acme' }, sortKey: { S: 'ORG' }, embedEnabled: { BOOL: true } };
const found = respond(200, { Item: acme });
const request: GetItem = {
  operation: 'GetItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: { partitionKey: 'ORG#acme', sortKey: 'ORG' },
    ConsistentRead: true,
  },
};

describe('the edge’s DynamoDB', () => {
  it('is sent DynamoDB’s own JSON, signed', async () => {
    const { dynamodb, received } = await dynamodbSending((response, { headers }) => {
      respond(200, { Item: { authorization: { S: String(headers.authorization) } } })(response, {} as never);
    });
    const { Item: item } = await dynamodb(unlimited)(request);
    expect(item?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/us-east-1\/dynamodb\/aws4_request, /,
    );
    expect(received).toEqual([
      {
        target: 'DynamoDB_20120810.GetItem',
        body: '{"TableName":"EmbedSecrets","Key":{"partitionKey":{"S":"ORG#acme"},"sortKey":{"S":"ORG"}},"ConsistentRead":true}',
      },
    ]);
  });

  it.each([
    ['doesn’t respond', silence],
    ['resets the connection', reset],
    ['truncates its response', truncated],
    ['fails', fails('InternalServerError', 500)],
    ['throttles', fails('ProvisionedThroughputExceededException')],
    ['sends something else', respond(200, '<html>')],
    ['sends a damaged response', respond(200, { Item: acme }, { 'x-amz-crc32': '1' })],
    ['sends an unsupported type', respond(200, { Item: { keys: { B: 'AAAA' } } })],
    ['leaves keys unprocessed', respond(200, { UnprocessedKeys: { EmbedSecrets: {} } })],
  ])('gets the request again if it %s', async (_, fault) => {
    const { dynamodb, received } = await dynamodbSending(fault, found);
    expect((await dynamodb(unlimited)(request)).Item).toMatchObject({ embedEnabled: true });
    expect(received).toHaveLength(2);
  });

  it('is unavailable after three attempts', async () => {
    const { dynamodb, received } = await dynamodbSending(fails('ThrottlingException'));
    await expect(dynamodb(unlimited)(request)).rejects.toThrow(TableUnavailableError);
    expect(received).toHaveLength(3);
  });

  it('is unavailable once the request’s budget is used up, even with attempts left', async () => {
    const { dynamodb, received } = await dynamodbSending(silence);
    await expect(dynamodb(AbortSignal.timeout(50))(request)).rejects.toThrow(TableUnavailableError);
    expect(received).toHaveLength(1);
  });

  it.each([
    ['AccessDeniedException', 'AccessDeniedException: GetItem EmbedSecrets'],
    ['ResourceNotFoundException', 'ResourceNotFoundException: GetItem EmbedSecrets'],
    ['UnrecognizedClientException', 'UnrecognizedClientException: GetItem EmbedSecrets'],
  ])('gets the request once if it refuses with %s, and the error names the table', async (type, message) => {
    const { dynamodb, received } = await dynamodbSending(fails(type));
    await expect(dynamodb(unlimited)(request)).rejects.toThrow(new TableUnavailableError(message));
    expect(received).toHaveLength(1);
  });

  it('is sent nothing without credentials, and the error says so', async () => {
    const { dynamodb, received } = await dynamodbSending(found);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
    const message = 'AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is missing';
    await expect(dynamodb(unlimited)(request)).rejects.toThrow(new TableUnavailableError(message));
    expect(received).toEqual([]);
  });

  it('reports a failed condition', async () => {
    const { dynamodb } = await dynamodbSending(fails('ConditionalCheckFailedException'));
    await expect(dynamodb(unlimited)(request)).rejects.toThrow(ConditionFailedError);
  });

  it('is unavailable if it responds with another item', async () => {
    const globex = { ...acme, partitionKey: { S: 'ORG#globex' } };
    const { dynamodb } = await dynamodbSending(respond(200, { Item: globex }));
    await expect(readOrganization(dynamodb(unlimited), 'acme')).rejects.toThrow(TableUnavailableError);
  });

  it('is unavailable if a write gets another request’s response', async () => {
    const claims = { contentPath: '/', externalId: 'user-1', name: 'Ada' };
    const ids = { organizationId: 'acme', sessionId: 'n.1', secretId: 's1', attemptId: 'mine' };
    const times = {
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2026-01-02T00:00:00.000Z',
      purgeAt: 1,
    };
    const session: Session = { ...ids, ...times, state: 'active', claims };
    for (const response of [{}, { Attributes: { attemptId: { S: 'another' } } }, { Item: acme }]) {
      const { dynamodb } = await dynamodbSending(respond(200, response));
      await expect(startSession(dynamodb(unlimited), session)).rejects.toThrow(TableUnavailableError);
    }
  });

  it('is sent a batch in DynamoDB’s form', async () => {
    const { dynamodb, received } = await dynamodbSending(
      respond(200, { Responses: { EmbedSecrets: [acme] } }),
    );
    await dynamodb(unlimited)(organizationAndSessionRequest('acme', 'n.1'));
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      RequestItems: {
        EmbedSecrets: {
          Keys: [{ partitionKey: { S: 'ORG#acme' }, sortKey: { S: 'ORG' } }],
          ConsistentRead: true,
        },
        EmbedSessions: { Keys: [{ partitionKey: { S: 'SESSION#acme#n.1' } }], ConsistentRead: true },
      },
    });
  });
});
