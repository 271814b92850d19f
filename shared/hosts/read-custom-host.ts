import { type DynamoDb, type GetItem, getItem, type TableAccess } from '../dynamodb.ts';
import { hostPrimaryKey } from './custom-host-item.ts';

export const readCustomHostAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'HOST#',
  },
];

/** Reads which organization a custom host belongs to: one strongly consistent read. `undefined` if none. */
export async function readCustomHost(dynamodb: DynamoDb, host: string): Promise<string | undefined> {
  const item = await getItem(dynamodb, customHostRequest(host));
  return item?.organizationId === undefined ? undefined : String(item.organizationId);
}

export const customHostRequest = (host: string): GetItem['input'] => ({
  TableName: 'EmbedSecrets',
  Key: hostPrimaryKey(host),
  ConsistentRead: true,
});
