import { expect, test } from 'vitest';
import type { DynamoDbRequest } from '../../shared/dynamodb.ts';
import { withTableNames } from '../../shared/table-names.ts';

const nameOf = (table: string) => `${table}-restored`;

test('a request goes to the table by the name that it has in DynamoDB', async () => {
  const sent: unknown[] = [];
  const dynamodb = withTableNames(async (request) => {
    sent.push(request);
    return { Item: { partitionKey: 'ORG#acme' } };
  }, nameOf);
  const input = {
    TableName: 'EmbedSecrets',
    Key: { partitionKey: 'ORG#acme' },
    ConsistentRead: true,
  } as const;
  expect(await dynamodb({ operation: 'GetItem', input })).toEqual({ Item: { partitionKey: 'ORG#acme' } });
  expect(sent).toEqual([{ operation: 'GetItem', input: { ...input, TableName: 'EmbedSecrets-restored' } }]);
});

const keys = { Keys: [{ partitionKey: 'a' }], ConsistentRead: true } as const;
const batch: DynamoDbRequest = {
  operation: 'BatchGetItem',
  input: { RequestItems: { EmbedSecrets: keys, EmbedSessions: keys } },
};

test('so does a batch, whose response has the names that the code uses', async () => {
  const sent: unknown[] = [];
  const dynamodb = withTableNames(async (request) => {
    sent.push(request.input);
    return {
      Responses: {
        'EmbedSecrets-restored': [{ partitionKey: 'a' }],
        'EmbedSessions-restored': [{ partitionKey: 'b' }],
      } as never,
    };
  }, nameOf);
  expect(await dynamodb(batch)).toEqual({
    Responses: { EmbedSecrets: [{ partitionKey: 'a' }], EmbedSessions: [{ partitionKey: 'b' }] },
  });
  expect(sent).toEqual([{ RequestItems: { 'EmbedSecrets-restored': keys, 'EmbedSessions-restored': keys } }]);
});

test('items of a table that was not asked for are not taken for those of one that was', async () => {
  const dynamodb = withTableNames(
    async () => ({ Responses: { EmbedSecrets: [{ partitionKey: 'a' }] } }),
    nameOf,
  );
  expect(await dynamodb(batch)).toEqual({ Responses: { EmbedSecrets: [], EmbedSessions: [] } });
});

test('a table whose name is not known is not asked', async () => {
  const sent: unknown[] = [];
  const dynamodb = withTableNames(
    async (request) => {
      sent.push(request);
      return {};
    },
    () => {
      throw new TypeError('not set');
    },
  );
  await expect(dynamodb(batch)).rejects.toThrow('not set');
  expect(sent).toEqual([]);
});
