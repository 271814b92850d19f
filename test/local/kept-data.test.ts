import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startEmbeddedDynamoDb } from '../../local/embedded-dynamodb.ts';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { acmeAdmin, callApi, cookieOf, signTarget, view } from '../support/local.ts';

const folder = mkdtempSync(join(tmpdir(), 'embed-data-'));
const dataFolder = join(folder, 'nested', 'data');
const runs: LocalRun[] = [];
const start = async (options: Parameters<typeof startLocalRun>[1], edge = 0) => {
  const run = await startLocalRun({ api: 0, edge, web: 0 }, options);
  runs.push(run);
  return run;
};
const close = async () => {
  for (const run of runs.splice(0)) await run.close();
};
afterEach(close);
afterAll(() => rmSync(folder, { recursive: true }));

describe('EMBED_DATA', () => {
  it('keeps secrets and sessions for the next run', async () => {
    const secrets = '/organizations/acme/embed/secrets';
    const first = await start({ dataFolder });
    const { body } = await callApi(first.ports, acmeAdmin, 'POST', secrets, { body: { name: 'Kept' } });
    const host = 'acme.embed.localhost';
    const login = await view(first.ports, host, signTarget(first.ports, host, body.secretKey));
    expect(login.status).toBe(302);
    await close();

    const { ports } = await start({ dataFolder }, first.ports.edge);
    const listed = await callApi(ports, acmeAdmin, 'GET', secrets);
    expect(listed.body.records).toMatchObject([{ id: body.id, name: 'Kept' }]);
    expect((await view(ports, host, '/dashboards/1', { cookie: cookieOf(login) })).status).toBe(200);
    await callApi(ports, acmeAdmin, 'DELETE', `${secrets}/${body.id}`);
    expect((await view(ports, host, '/dashboards/1', { cookie: cookieOf(login) })).status).toBe(403);
  });

  it('is refused if an earlier version made it, without an index', async () => {
    const earlier = join(folder, 'earlier');
    const database = await startEmbeddedDynamoDb(earlier);
    const client = new DynamoDBClient({
      endpoint: database.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await client.send(
      new CreateTableCommand({
        TableName: 'EmbedSecrets',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'partitionKey', KeyType: 'HASH' },
          { AttributeName: 'sortKey', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'partitionKey', AttributeType: 'S' },
          { AttributeName: 'sortKey', AttributeType: 'S' },
        ],
      }),
    );
    await waitUntilTableExists({ client, minDelay: 0.01, maxWaitTime: 5 }, { TableName: 'EmbedSecrets' });
    await database.close();
    await expect(start({ dataFolder: earlier })).rejects.toThrow(
      'An earlier version created the table EmbedSecrets, without the index directory: use another EMBED_DATA',
    );
  });

  it('is a folder that only its owner can open: it holds keys', async () => {
    await start({ dataFolder });
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
  });

  it('is used by one run at a time', async () => {
    await start({ dataFolder });
    await expect(start({ dataFolder })).rejects.toThrow(
      `EMBED_DATA can't be ${dataFolder}: another run uses it.`,
    );
  });

  it('is not a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(start({ dataFolder: file })).rejects.toThrow(
      `EMBED_DATA can't be ${file}: it has to be a folder that you can write to.`,
    );
  });

  it('is for the embedded DynamoDB', async () => {
    const dynamodbEndpoint = 'http://127.0.0.1:8000';
    await expect(start({ dataFolder, dynamodbEndpoint })).rejects.toThrow(
      'EMBED_DATA is for the embedded DynamoDB: unset it, or AWS_ENDPOINT_URL_DYNAMODB.',
    );
  });
});
