import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { edgeDynamoDb } from '../../../lambdas/edge/dynamodb.ts';
import { listening } from '../../../local/http.ts';
import { ConditionFailedError, type GetItem, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/store.ts';
import { organizationAndSessionRequest } from '../../../shared/sessions/requests.ts';
import type { Session } from '../../../shared/sessions/session.ts';
import { startSession } from '../../../shared/sessions/store.ts';
import { unlimited } from '../../support/dynamodb.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A DynamoDB that gives these answers, one after another, then the last for ever. */
async function dynamodbThat(...answers: [Answer, ...Answer[]]) {
  const received: { target: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    received.push({ target: String(request.headers['x-amz-target']), body: await text(request) });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(response, request);
  });
  const port = await listening(server, { port: 0 });
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const options = {
    region: 'us-east-1',
    dynamodbEndpoint: `http://127.0.0.1:${port}`,
    attemptTimeoutMs: 100,
  };
  return { received, dynamodb: edgeDynamoDb(options) };
}

const respond =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) => {
    const json = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'x-amz-crc32': String(crc32(json)), ...headers }).end(json);
  };
const fails = (type: string, status = 400) =>
  respond(status, { __type: `com.amazonaws.dynamodb.v20120810#${type}` });
const silence: Answer = () => undefined;
const reset: Answer = (response) => response.destroy();
const truncated: Answer = (response) => {
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
  it('is asked in DynamoDB’s own JSON, signed', async () => {
    const { dynamodb, received } = await dynamodbThat((response, { headers }) => {
      respond(200, { Item: { authorization: { S: String(headers.authorization) } } })(response, {} as never);
    });
    process.env.AWS_ACCESS_KEY_ID = 'AKIAEXAMPLE';
    process.env.AWS_SECRET_ACCESS_KEY = 'secret';
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
    ['is silent', silence],
    ['resets the connection', reset],
    ['cuts its answer short', truncated],
    ['fails', fails('InternalServerError', 500)],
    ['throttles', fails('ProvisionedThroughputExceededException')],
    ['sends something else', respond(200, '<html>')],
    ['sends a damaged answer', respond(200, { Item: acme }, { 'x-amz-crc32': '1' })],
    ['sends a type that is not stored', respond(200, { Item: { keys: { B: 'AAAA' } } })],
    ['leaves keys unprocessed', respond(200, { UnprocessedKeys: { EmbedSecrets: {} } })],
  ])('is asked again when it %s', async (_, fault) => {
    const { dynamodb, received } = await dynamodbThat(fault, found);
    expect((await dynamodb(unlimited)(request)).Item).toMatchObject({ embedEnabled: true });
    expect(received).toHaveLength(2);
  });

  it('is unavailable after three attempts', async () => {
    const { dynamodb, received } = await dynamodbThat(fails('ThrottlingException'));
    await expect(dynamodb(unlimited)(request)).rejects.toThrow(TableUnavailableError);
    expect(received).toHaveLength(3);
  });

  it('is unavailable once the request’s time is over, however many attempts are left', async () => {
    const { dynamodb, received } = await dynamodbThat(silence);
    await expect(dynamodb(AbortSignal.timeout(50))(request)).rejects.toThrow(TableUnavailableError);
    expect(received).toHaveLength(1);
  });

  it('is not asked again for what it refuses', async () => {
    const { dynamodb, received } = await dynamodbThat(fails('AccessDeniedException'));
    await expect(dynamodb(unlimited)(request)).rejects.toThrow(TableUnavailableError);
    expect(received).toHaveLength(1);
  });

  it('says when a condition fails', async () => {
    const { dynamodb } = await dynamodbThat(fails('ConditionalCheckFailedException'));
    await expect(dynamodb(unlimited)(request)).rejects.toThrow(ConditionFailedError);
  });

  it('is not believed when it answers with another item', async () => {
    const globex = { ...acme, partitionKey: { S: 'ORG#globex' } };
    const { dynamodb } = await dynamodbThat(respond(200, { Item: globex }));
    await expect(readOrganization(dynamodb(unlimited), 'acme')).rejects.toThrow(TableUnavailableError);
  });

  it('is not believed when a write is answered with the answer of another', async () => {
    const claims = { contentPath: '/', externalId: 'user-1', name: 'Ada' };
    const ids = { organizationId: 'acme', sessionId: 'n.1', secretId: 's1', attemptId: 'mine' };
    const times = {
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2026-01-02T00:00:00.000Z',
      purgeAt: 1,
    };
    const session: Session = { ...ids, ...times, state: 'active', claims };
    for (const answer of [{}, { Attributes: { attemptId: { S: 'another' } } }, { Item: acme }]) {
      const { dynamodb } = await dynamodbThat(respond(200, answer));
      await expect(startSession(dynamodb(unlimited), session)).rejects.toThrow(TableUnavailableError);
    }
  });

  it('is sent a batch in the form of one', async () => {
    const { dynamodb, received } = await dynamodbThat(respond(200, { Responses: { EmbedSecrets: [acme] } }));
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
