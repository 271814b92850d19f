import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTables, startEmbeddedDynamoDb } from '../../local/embedded-dynamodb.ts';
import type { OperationId } from '../../shared/contract/operations.ts';
import { type DnsResponse, type DnsServer, startDnsServer } from '../support/dns-server.ts';
import { apiEvent } from './support/api-event.ts';
import { deployedFunctions } from './support/assets.ts';
import { type Lambda, startLambda } from './support/lambda.ts';

const region = 'eu-central-1';
const host = 'analytics.acme.com';

let dynamodb: Awaited<ReturnType<typeof startEmbeddedDynamoDb>>;
let server: DnsServer;
let response: DnsResponse;
const lambdas: Lambda[] = [];

beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  const { endpoint } = dynamodb;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  await createTables(new DynamoDBClient({ endpoint, region, credentials }));
  server = await startDnsServer(() => response);
});
afterAll(async () => {
  await Promise.all(lambdas.map((lambda) => lambda.close()));
  await server.close();
  await dynamodb.close();
});

it('put-host, as it is uploaded, requires the proof in DNS', async () => {
  const { api } = deployedFunctions('production');
  const network = {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    EMBED_TEST_DNS_SERVER: server.address,
  };
  const start = (id: OperationId): Lambda => {
    const lambda = startLambda(api[id], { region, network });
    lambdas.push(lambda);
    return lambda;
  };
  const putHost = start('put-host');
  await start('put-organization').invoke(
    apiEvent('put-organization', { organizationId: 'acme' }, { embedEnabled: true }),
  );
  const put = async (responds: DnsResponse) => {
    response = responds;
    const event = apiEvent('put-host', { host }, { organizationId: 'acme' });
    const { statusCode, body } = (await putHost.invoke(event)) as { statusCode: number; body: string };
    return { status: statusCode, code: JSON.parse(body).code };
  };
  expect(await put('NXDOMAIN')).toEqual({ status: 409, code: 'host_unproven' });
  expect(await put([['globex']])).toEqual({ status: 409, code: 'host_unproven' });
  expect(await put('silence')).toEqual({ status: 503, code: 'unavailable' });
  expect(await put([['acme']])).toEqual({ status: 200, code: undefined });
});
