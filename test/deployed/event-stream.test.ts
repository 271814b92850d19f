import { DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sdkDynamoDb } from '../../lambdas/api/dynamodb.ts';
import { createTables } from '../../local/embedded-dynamodb.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { adminOf } from '../support/admin.ts';
import { apiClient } from '../support/api.ts';
import { type Emulator, emulatorMissing, startEmulator } from './support/emulator.ts';
import { readStream } from './support/read-stream.ts';

const region = 'us-east-1';
const missing = emulatorMissing();

describe.skipIf(missing)(`the stream of the audit trail${missing ? ` (${missing})` : ''}`, () => {
  let emulator: Emulator;
  let dynamodb: DynamoDb;

  beforeAll(async () => {
    emulator = await startEmulator({ account: '111111111111', region });
    const options = {
      endpoint: emulator.endpoint,
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    const client = new DynamoDBClient(options);
    await createTables(client);
    // As the stack does.
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
    await client.send(new UpdateTableCommand({ TableName: 'EmbedEvents', StreamSpecification }));
    dynamodb = sdkDynamoDb(options);
  }, 60_000);
  afterAll(() => emulator?.close());

  const streamed = () => readStream(emulator.endpoint, { region, table: 'EmbedEvents' });

  test('has each event once it is confirmed, without another call of the API', async () => {
    const { call, create, organizationId } = await adminOf({ sdk: dynamodb });
    const { id: secretId } = await create();
    await call('reveal-secret', { secretId });
    await call('disable-secret', { secretId, body: {} });
    await call('delete-secret', { secretId });
    const confirmed = (await streamed()).filter(
      ({ eventName, dynamodb: { NewImage: image, OldImage: before } }) =>
        eventName === 'MODIFY' && before?.outcome === undefined && image?.outcome?.S === 'succeeded',
    );
    const images = confirmed.map(({ dynamodb: { NewImage: image } }) => image);
    expect(images.map((image) => image?.type?.S)).toEqual([
      'embed_enabled',
      'secret_created',
      'secret_revealed',
      'secret_disabled',
      'secret_deleted',
    ]);
    expect(new Set(images.map((image) => image?.organizationId?.S))).toEqual(new Set([organizationId]));
    const { body } = await call('list-events');
    const listed = body.records.map(({ id }: { id: string }) => id);
    expect(images.map((image) => image?.sortKey?.S).sort()).toEqual(listed.sort());
  });

  test('has an event whose function died before it was confirmed', async () => {
    const { api, organizationId, create } = await adminOf({ sdk: dynamodb });
    const { id: secretId } = await create();
    const { promise: changeAsked, resolve } = Promise.withResolvers<void>();
    const dying: DynamoDb = (request, budget) => {
      if (request.operation !== 'UpdateItem' || request.input.TableName !== 'EmbedSecrets')
        return dynamodb(request, budget);
      resolve();
      return new Promise<never>(() => undefined);
    };
    const died = apiClient(dying);
    died.now = api.now;
    void died.call('rename-secret', { organizationId, secretId, body: { name: 'Staging' } });
    await changeAsked;
    const last = (await streamed()).at(-1);
    expect(last).toMatchObject({
      eventName: 'INSERT',
      dynamodb: { NewImage: { type: { S: 'secret_renamed' } } },
    });
  });
});
