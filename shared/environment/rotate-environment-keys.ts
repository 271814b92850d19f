import {
  conditionalWrite,
  type DynamoDb,
  getItem,
  type Item,
  type PutItem,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import {
  type EnvironmentKeyItem,
  type EnvironmentKeyItems,
  environmentPrimaryKey,
  expiredKeyIds,
  generateEnvironmentKey,
} from './environment-keys.ts';
import { environmentRequest, readEnvironmentAccess } from './read-environment-keys.ts';

export const rotateEnvironmentKeysAccess: readonly TableAccess[] = [
  ...readEnvironmentAccess,
  { table: 'EmbedSecrets', action: 'PutItem', partition: 'ENVIRONMENT' },
  { table: 'EmbedSecrets', action: 'UpdateItem', partition: 'ENVIRONMENT' },
];

/** A generation of keys, without the keys. */
export type RotatedKey = { keyId: string; createdAt: string; activeAt: string };

/**
 * Generates the environment's first keys, or new ones in addition to the existing ones. New keys sign from 10 minutes
 * later on, when every edge has read them.
 *
 * @param now epoch milliseconds
 */
export async function rotateEnvironmentKeys(dynamodb: DynamoDb, now: number): Promise<RotatedKey> {
  let item = await getItem(dynamodb, environmentRequest);
  if (item === undefined) {
    const { keyId, item: key } = generateEnvironmentKey(true, now);
    if (await conditionalWrite(dynamodb, putFirstKeyRequest(keyId, key))) return toRotatedKey(keyId, key);
    item = await getItem(dynamodb, environmentRequest);
    // Ours, if an earlier attempt succeeded and its response was lost.
    if (keysOf(item)[keyId] !== undefined) return toRotatedKey(keyId, key);
  }
  const { keyId, item: key } = generateEnvironmentKey(false, now);
  const request = addKeyRequest(keyId, key, expiredKeyIds(keysOf(item), now));
  const { Attributes: written } = await dynamodb(request);
  if (keysOf(written)[keyId] === undefined) {
    throw new TableUnavailableError('the response is to another request');
  }
  return toRotatedKey(keyId, key);
}

/** Creates the environment with its first key, unless it has one. */
const putFirstKeyRequest = (keyId: string, key: EnvironmentKeyItem): PutItem => ({
  operation: 'PutItem',
  input: {
    TableName: 'EmbedSecrets',
    Item: { ...environmentPrimaryKey, keys: { [keyId]: key as unknown as Item } },
    ConditionExpression: 'attribute_not_exists(#partitionKey)',
    ExpressionAttributeNames: { '#partitionKey': 'partitionKey' },
  },
});

/** Adds a key and removes the expired ones. */
const addKeyRequest = (keyId: string, key: EnvironmentKeyItem, expired: readonly string[]): UpdateItem => {
  const removed = expired.map((_, index) => `#keys.#expired${index}`);
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: environmentPrimaryKey,
      UpdateExpression: `SET #keys.#id = :key${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}`,
      ConditionExpression: 'attribute_exists(#keys)',
      ExpressionAttributeNames: {
        '#keys': 'keys',
        '#id': keyId,
        ...Object.fromEntries(expired.map((id, index) => [`#expired${index}`, id])),
      },
      ExpressionAttributeValues: { ':key': key as unknown as Item },
      ReturnValues: 'UPDATED_NEW',
    },
  };
};

/** The generations of an environment's item, or of what was written of it. */
export const keysOf = (item: Item | undefined): EnvironmentKeyItems =>
  (item?.keys ?? {}) as EnvironmentKeyItems;

const toRotatedKey = (keyId: string, { createdAt, activeAt }: EnvironmentKeyItem): RotatedKey => ({
  keyId,
  createdAt,
  activeAt,
});
