import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CloudFrontRequest, CloudFrontResultResponse } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTables, startEmbeddedDynamoDb } from '../../local/embedded-dynamodb.ts';
import { type OperationId, operations } from '../../shared/contract/operations.ts';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { apiEvent } from './support/api-event.ts';
import { deployedFunctions } from './support/assets.ts';
import { type Lambda, startLambda } from './support/lambda.ts';

const region = 'eu-central-1';
const host = 'acme.embed.staging.example.com';
const ids: readonly OperationId[] = operations.map(({ id }) => id);

let dynamodb: Awaited<ReturnType<typeof startEmbeddedDynamoDb>>;
let edge: Lambda;
const api: Partial<Record<OperationId, Lambda>> = {};

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  const { endpoint } = dynamodb;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  await createTables(new DynamoDBClient({ endpoint, region, credentials }));
  const { api: functions, edge: viewerRequest } = deployedFunctions('staging');
  const network = { AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  for (const id of ids) api[id] = startLambda(functions[id], { region, network });
  const { port } = new URL(endpoint);
  edge = startLambda(viewerRequest, { region, network: { EMBED_TEST_HTTPS_PORT: port } });
});

afterAll(async () => {
  await Promise.all([edge, ...Object.values(api)].map((lambda) => lambda.close()));
  await dynamodb.close();
});

type ApiResponse = { status: number; body: Record<string, string> };

async function call(
  id: OperationId,
  parameters: Record<string, string>,
  body?: object,
): Promise<ApiResponse> {
  const result = (await api[id]?.invoke(apiEvent(id, parameters, body))) as {
    statusCode: number;
    headers: Record<string, string>;
    body?: string;
  };
  expect(result.headers['cache-control']).toBe('no-store');
  return { status: result.statusCode, body: JSON.parse(result.body ?? '{}') };
}

type Viewed = CloudFrontResultResponse | CloudFrontRequest;

const view = async (
  url: string,
  { cookie, method = 'GET' }: { cookie?: string; method?: string } = {},
): Promise<Viewed> => {
  const { hostname, pathname, search } = new URL(url);
  const headers = {
    host: [{ key: 'Host', value: hostname }],
    'user-agent': [{ key: 'User-Agent', value: 'test' }],
    ...(cookie === undefined ? {} : { cookie: [{ key: 'Cookie', value: cookie }] }),
  };
  const request = {
    clientIp: '192.0.2.1',
    headers,
    method,
    querystring: search.slice(1),
    uri: pathname,
  };
  const config = {
    distributionDomainName: 'd111111abcdef8.cloudfront.net',
    distributionId: 'EDFDVBD6EXAMPLE',
    eventType: 'viewer-request',
    requestId: '4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==',
  };
  return (await edge.invoke({ Records: [{ cf: { config, request } }] })) as Viewed;
};

const statusOf = (viewed: Viewed): string | undefined => ('status' in viewed ? viewed.status : undefined);
const acme = { organizationId: 'acme' };

test('an environment without keys responds 503', async () => {
  const secretKey = 'esk_0000000000000000000000000000';
  const claims = { contentPath: '/', externalId: 'ada', name: 'Ada' };
  expect(statusOf(await view(signLoginUrl({ secretKey, host, claims })))).toBe('503');
});

describe('the functions as they are uploaded, one process each', () => {
  let secretKey: string;
  let secretId: string;
  let cookie: string;

  test('the operator creates the environment keys and an organization', async () => {
    expect((await call('rotate-environment-keys', {})).status).toBe(201);
    expect((await call('put-organization', acme, { embedEnabled: true })).status).toBe(200);
  });

  test('the admin creates a secret', async () => {
    const { status, body } = await call('create-secret', acme, { name: 'Production' });
    expect([status, body.secretKey]).toEqual([201, expect.stringMatching(/^esk_/)]);
    secretKey = body.secretKey ?? '';
    secretId = body.id ?? '';
  });

  test('the edge opens a URL that was signed with it, for as long as sessions are in this environment', async () => {
    const claims = { contentPath: '/dashboards/sales', externalId: 'ada', name: 'Ada' };
    const response = (await view(signLoginUrl({ secretKey, host, claims }))) as CloudFrontResultResponse;
    expect([response.status, response.headers?.location?.[0]?.value]).toEqual(['302', '/dashboards/sales']);
    cookie = response.headers?.['set-cookie']?.[0]?.value.split(';')[0] ?? '';
    const expires = Number(cookie.split('.')[4]);
    expect(Math.round((expires - Date.now() / 1000) / 3600)).toBe(24);
  });

  test('the edge forwards the session’s requests with the viewer’s identity', async () => {
    const request = (await view(`https://${host}/dashboards/sales`, { cookie })) as CloudFrontRequest;
    const [, claims = ''] = request.headers['x-embed-identity']?.[0]?.value.split('.') ?? [];
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: 'https://embed.staging.example.com',
      aud: 'https://application.staging.example.com',
      sub: 'ada',
      org: 'acme',
    });
  });

  test('nothing is let through after the secret was deleted', async () => {
    expect((await call('delete-secret', { ...acme, secretId })).status).toBe(200);
    expect(statusOf(await view(`https://${host}/dashboards/sales`, { cookie }))).toBe('403');
  });

  test('each line of their logs is an event whose members a metric filter finds', () => {
    for (const lambda of [edge, ...Object.values(api)]) {
      for (const line of lambda.log().trim().split('\n').filter(Boolean)) {
        expect(JSON.parse(line)).toMatchObject({ event: expect.any(String), requestId: expect.any(String) });
      }
    }
  });

  test('none of them logged a key', () => {
    const logs = [edge, ...Object.values(api)].map((lambda) => lambda.log()).join('');
    expect(logs).toContain('"event":"viewer_allowed"');
    expect(logs).not.toMatch(/esk_/);
  });
});

test.each(ids)('%s responds to an event of API Gateway with any status', async (id) => {
  const parameters = {
    organizationId: 'acme',
    secretId: '01JD0000000000000000000000',
    sessionId: `n.${'0'.repeat(32)}`,
    host: 'analytics.acme.com',
  };
  const { path } = operations.find((operation) => operation.id === id) ?? { path: '' };
  const named = Object.entries(parameters).filter(([name]) => path.includes(`{${name}}`));
  const { status } = await call(id, Object.fromEntries(named));
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
});

test('a table that cannot be reached is a 503 at the edge', async () => {
  const alone = startLambda(deployedFunctions('production').edge, {
    region,
    network: { EMBED_TEST_HTTPS_PORT: '9' },
  });
  try {
    const request = {
      clientIp: '192.0.2.1',
      headers: { host: [{ key: 'Host', value: 'acme.embed.example.com' }] },
      method: 'GET',
      querystring: '',
      uri: '/.well-known/jwks.json',
    };
    const config = {
      distributionDomainName: 'd',
      distributionId: 'E',
      eventType: 'viewer-request',
      requestId: 'r',
    };
    const response = (await alone.invoke({
      Records: [{ cf: { config, request } }],
    })) as CloudFrontResultResponse;
    expect([response.status, response.headers?.['retry-after']?.[0]?.value]).toEqual(['503', '1']);
  } finally {
    await alone.close();
  }
});
