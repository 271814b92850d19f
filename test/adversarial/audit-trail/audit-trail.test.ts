import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { apiClient } from '../../support/api.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { atScale, seededRandom } from '../harness/random.ts';

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
});
afterAll(() => database.close());

/** DynamoDB until the function dies: before the request of this number is sent, or before its response arrives. */
function dyingAt(point: number, sent: boolean): DynamoDb {
  let requests = 0;
  return async (request, budget) => {
    requests++;
    if (requests < point) return await database.sdk(request, budget);
    if (requests === point && sent) await database.sdk(request, budget);
    throw new TableUnavailableError('the function is dead');
  };
}

it('is complete after 1,000 changes, each by a function that dies at a random point', async () => {
  const random = seededRandom('audit trail');
  const organizationId = uniqueOrganizationId();
  const alive = apiClient(database.sdk);
  await alive.call('put-organization', { organizationId, body: { embedEnabled: true } });
  const events = async (): Promise<EventRecord[]> => {
    const { body } = await alive.call('list-events', { organizationId });
    return body.records;
  };
  const names = async (): Promise<Map<string, string>> => {
    const { body } = await alive.call('list-secrets', { organizationId });
    return new Map(body.records.map(({ id, name }: { id: string; name: string }) => [id, name]));
  };
  const missing: string[] = [];
  for (let change = 0; change < atScale(1000); change++) {
    const dying = apiClient(dyingAt(1 + random.below(8), random.chance(0.5)));
    dying.now = alive.now = alive.now + 1000;
    const before = await names();
    const secretId = [...before.keys()][random.below(before.size)];
    const name = `change ${change}`;
    if (secretId === undefined || before.size < 3) {
      await dying.call('create-secret', { organizationId, body: { name } });
    } else if (random.chance(1 / 3)) {
      await dying.call('delete-secret', { organizationId, secretId });
    } else {
      await dying.call('rename-secret', { organizationId, secretId, body: { name } });
    }
    const after = await names();
    const recorded = new Set((await events()).map(({ type, secretId: id, at }) => `${type} ${id} ${at}`));
    const at = new Date(alive.now).toISOString();
    const expected = [
      ...[...after.keys()].filter((id) => !before.has(id)).map((id) => `secret_created ${id} ${at}`),
      ...[...after]
        .filter(([id, now]) => before.has(id) && before.get(id) !== now)
        .map(([id]) => `secret_renamed ${id} ${at}`),
      // A delete continues without its event if that can't be written. Here the function has died, so it doesn't.
      ...[...before.keys()].filter((id) => !after.has(id)).map((id) => `secret_deleted ${id} ${at}`),
    ];
    missing.push(...expected.filter((each) => !recorded.has(each)));
  }
  expect(missing).toEqual([]);
});
