import { execFile } from 'node:child_process';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmEvent } from '../../shared/events/close-event.ts';
import { openEvent } from '../../shared/events/open-event.ts';
import { deleteOrganization } from '../../shared/organizations/delete-organization.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { readOrganization } from '../../shared/organizations/read-organization.ts';
import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import { readDeletion } from '../../shared/secrets/read-deletion.ts';
import { withTableNames } from '../../shared/table-names.ts';
import { buildOrganization, buildSecret } from '../support/builders.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';

const restoredTable = 'EmbedSecrets-2026-11-24';
const later = '2026-01-01T00:01:00.000Z';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

let database: TestDynamoDb;
let ids: Record<'kept' | 'recorded' | 'inTrail' | 'unconfirmed', string>;
/** The secret of an organization that is deleted as a whole. */
let ofDeletedOrganization: string;

beforeAll(async () => {
  database = await startTestDynamoDb();
  for (const organizationId of ['acme', 'globex']) await buildOrganization(database.sdk, { organizationId });
  ids = {
    kept: await createActiveSecret('Kept'),
    recorded: await createActiveSecret('Recorded'),
    inTrail: await createActiveSecret('In the trail'),
    unconfirmed: await createActiveSecret('Unconfirmed'),
  };
  ofDeletedOrganization = (await buildSecret(database.sdk, 'globex', { name: 'Globex' })).secretId;
  await restore();
  // What happened after the time of the restore. The table in use has lost the record of the last two.
  await deleteSecret(database.sdk, 'acme', {
    secretId: ids.recorded,
    actor: 'grace',
    now: Date.parse(later),
  });
  await confirmEvent(database.sdk, 'acme', await openDeletionEvent(ids.inTrail));
  await openDeletionEvent(ids.unconfirmed);
  const at = Date.parse(later);
  await putOrganization(database.sdk, 'globex', { embedEnabled: false, now: at });
  const deletion = { at: later, type: 'organization_deleted', actor: 'grace', requestId: 'r' } as const;
  await openEvent(database.sdk, 'globex', { id: ofDeletedOrganization, ...deletion });
  const { outcome } = await deleteOrganization(database.sdk, 'globex', { actor: 'grace', now: at });
  expect(outcome).toBe('deleted');
});
afterAll(() => database.close());

const createActiveSecret = async (name: string): Promise<string> =>
  (await buildSecret(database.sdk, 'acme', { name })).secretId;

/** @returns the event's ID */
async function openDeletionEvent(secretId: string): Promise<string> {
  const id = `${secretId.slice(0, -1)}0`;
  const event = { id, at: later, type: 'secret_deleted', actor: 'grace', requestId: secretId } as const;
  await openEvent(database.sdk, 'acme', { ...event, secretId });
  return id;
}

/** Copies `EmbedSecrets` as it is now into the restored table. */
async function restore(): Promise<void> {
  const client = new DynamoDBClient({ endpoint: database.endpoint, region: 'us-east-1', credentials });
  const keys = ['partitionKey', 'sortKey'];
  await client.send(
    new CreateTableCommand({
      TableName: restoredTable,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    }),
  );
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'EmbedSecrets' }));
  for (const Item of Items) {
    // Until the table is there, which is a moment.
    const put = new PutItemCommand({ TableName: restoredTable, Item });
    while (!(await client.send(put).catch(() => undefined)));
  }
}

const restored = () =>
  withTableNames(database.sdk, (table) => (table === 'EmbedSecrets' ? restoredTable : table));

async function restoreCheck(...args: string[]): Promise<{ exitCode: number | null; output: string }> {
  const { promise, resolve } = Promise.withResolvers<{ exitCode: number | null; output: string }>();
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: database.endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const child = execFile(process.execPath, ['restore-check/main.ts', ...args], { env }, (_, stdout, stderr) =>
    resolve({ exitCode: child.exitCode, output: stdout + stderr }),
  );
  return await promise;
}

const ofRestoredTable = ['--environment', 'staging', '--table', restoredTable];

it('lists the deleted secrets that a restored table revives, and changes nothing', async () => {
  const { exitCode, output } = await restoreCheck(...ofRestoredTable);
  expect(exitCode).toBe(1);
  for (const id of [ids.recorded, ids.inTrail, ids.unconfirmed]) {
    expect(output).toContain(`acme  ${id}`);
  }
  expect(output).toContain(`globex  ${ofDeletedOrganization}`);
  expect(output).toContain(`"Recorded"  ${later}  grace`);
  expect(output).not.toContain(ids.kept);
  expect(output).not.toMatch(/esk_/);
  expect(output).toContain(`${restoredTable} revives 4 deleted secrets.`);
  const organization = await readOrganization(restored(), 'acme');
  expect(Object.keys(organization?.keys ?? {}).sort()).toEqual(Object.values(ids).sort());
});

it('deletes them again, with the time and the person of the first deletion', async () => {
  const { exitCode, output } = await restoreCheck(...ofRestoredTable, '--delete');
  expect([exitCode, output.trim().split('\n').at(-1)]).toEqual([
    0,
    `${restoredTable} revives 4 deleted secrets; 4 deleted again.`,
  ]);
  const organization = await readOrganization(restored(), 'acme');
  expect([Object.keys(organization?.keys ?? {}), Object.keys(organization?.secrets ?? {})]).toEqual([
    [ids.kept],
    [ids.kept],
  ]);
  const withoutDeletions = { organization: { ...organization, deletions: {} } as never };
  expect(
    await readDeletion(restored(), 'acme', { secretId: ids.inTrail, ...withoutDeletions }),
  ).toMatchObject({
    deletedAt: later,
    deletedBy: 'grace',
  });
  expect((await restoreCheck(...ofRestoredTable)).exitCode).toBe(0);
});

it('refuses the table in use, and says what is missing', async () => {
  const inUse = await restoreCheck('--environment', 'staging', '--table', 'EmbedSecrets', '--delete');
  expect(inUse).toMatchObject({ exitCode: 2, output: expect.stringContaining('is the table in use') });
  const none = await restoreCheck('--environment', 'staging');
  expect(none).toMatchObject({ exitCode: 2, output: expect.stringContaining('--table') });
  const active = await readOrganization(database.sdk, 'acme');
  expect(Object.keys(active?.keys ?? {})).toContain(ids.kept);
});
