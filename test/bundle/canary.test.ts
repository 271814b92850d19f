import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CloudFrontRequestEvent, CloudFrontRequestResult } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloudFront } from '../../local/cloudfront.ts';
import { createTables, startEmbeddedDynamoDb } from '../../local/embedded-dynamodb.ts';
import { joinedHeaders, type LocalServer, listen } from '../../local/http.ts';
import { verifySignature } from '../../local/sigv4.ts';
import { type OperationId, operations } from '../../shared/contract/operations.ts';
import { apiEvent } from './support/api-event.ts';
import { deployedFunctions } from './support/assets.ts';
import { deployedCanary } from './support/deployed-canary.ts';
import { type Lambda, startLambda } from './support/lambda.ts';

const region = 'eu-central-1';
const apiHost = `a1b2c3d4e5.execute-api.${region}.amazonaws.com`;
const canaryHost = 'embed-secrets-canary.embed.staging.example.com';
const called = [
  'put-organization',
  'rotate-environment-keys',
  'list-secrets',
  'create-secret',
  'delete-secret',
];

let close: () => Promise<void>;
let canary: Lambda;
let api: Partial<Record<OperationId, Lambda>>;
/** What the edge responds in place of the verifier: from now on, or from the delete on. */
let behavior: { edge?: { status: number }; edgeAfterDelete?: { status: number } };

beforeAll(async () => {
  const dynamodb = await startEmbeddedDynamoDb();
  const { endpoint } = dynamodb;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  await createTables(new DynamoDBClient({ endpoint, region, credentials }));
  const functions = deployedFunctions('staging');
  const network = { AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  api = Object.fromEntries(
    called.map((id) => [id, startLambda(functions.api[id as OperationId], { region, network })]),
  );
  const verifier = startLambda(functions.edge, {
    region,
    network: { EMBED_TEST_HTTPS_PORT: new URL(endpoint).port },
  });
  const application = await listen(async (_, response) => void response.end('content'), { port: 0 });
  const edge = cloudFront({
    viewerRequest: async (event: CloudFrontRequestEvent) =>
      (await verifier.invoke(event)) as CloudFrontRequestResult,
    originUrl: () => new URL(`http://127.0.0.1:${application.port}`),
  });
  const internet: LocalServer = await listen(
    async (request, response) => {
      if (request.headers.host === apiHost) await invokeApi(request, response);
      else if (request.headers.host !== canaryHost) response.writeHead(404).end();
      else if (behavior.edge !== undefined) response.writeHead(behavior.edge.status).end();
      else await edge(request, response);
    },
    { port: 0 },
  );
  canary = startLambda(deployedCanary('staging', `https://${apiHost}`), {
    region,
    network: { EMBED_TEST_HTTPS_PORT: String(internet.port) },
  });
  close = async () => {
    await Promise.all([canary, verifier, ...Object.values(api)].map((lambda) => lambda.close()));
    await Promise.all([internet.close(), application.close(), dynamodb.close()]);
  };
  await invoke('rotate-environment-keys', {});
  await invoke('put-organization', { organizationId: 'embed-secrets-canary' }, { embedEnabled: true });
});
beforeEach(() => {
  behavior = {};
});
afterAll(() => close());

type ApiResult = { statusCode: number; headers: Record<string, string>; body?: string };

const invoke = async (id: OperationId, parameters: Record<string, string>, body?: object) =>
  (await api[id]?.invoke(apiEvent(id, parameters, body))) as ApiResult;

/** API Gateway: the signature of the function's own credentials, then the function of the route. */
async function invokeApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: path = '' } = request;
  const body = await text(request);
  const signer = verifySignature(
    { method, path, query: '', headers: joinedHeaders(request), body: Buffer.from(body) },
    { region, service: 'execute-api', secretAccessKeyOf: () => 'test', now: Date.now() },
  );
  expect(signer).toBe('AKIATESTTESTTESTTEST');
  for (const operation of operations.filter((candidate) => candidate.method === method)) {
    const pattern = operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match === null) continue;
    const parsed = body === '' ? undefined : JSON.parse(body);
    const result = await invoke(operation.id, { ...match.groups }, parsed);
    const { edgeAfterDelete } = behavior;
    if (operation.id === 'delete-secret' && edgeAfterDelete !== undefined) behavior.edge = edgeAfterDelete;
    response.writeHead(result.statusCode, result.headers).end(result.body);
    return;
  }
  response.writeHead(404).end('{"message":"Not Found"}');
}

const activeSecrets = async (): Promise<unknown[]> => {
  const { body = '{}' } = await invoke('list-secrets', { organizationId: 'embed-secrets-canary' });
  return JSON.parse(body).records;
};

test('passes with nothing but the variables of its template, and leaves no secret', async () => {
  await canary.invoke({});
  expect(await activeSecrets()).toEqual([]);
  expect(canary.log()).toContain('"step":"edge: 403 for a URL that the deleted secret signed"');
});

test('fails if the edge does not open the URL, and removes its secret at the next run', async () => {
  behavior = { edge: { status: 503 } };
  await expect(canary.invoke({})).rejects.toThrow(
    'expected status 302 to the content path, with a session cookie, received status 503',
  );
  expect(await activeSecrets()).toHaveLength(1);
  behavior = {};
  await canary.invoke({});
  expect(await activeSecrets()).toEqual([]);
});

test('fails if the edge lets a session through after its secret was deleted', async () => {
  behavior = { edgeAfterDelete: { status: 200 } };
  await expect(canary.invoke({})).rejects.toThrow(
    'expected status 403 with x-embed-error: forbidden, received status 200',
  );
});

test('logs each step, and never a key, a cookie or a signed URL', () => {
  expect(canary.log()).toContain('"event":"canary_step_failed","step":"edge: open a signed URL"');
  expect(canary.log()).not.toMatch(/esk_|signature|payload=|__Host-/);
});
