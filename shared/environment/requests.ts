import type { Access, GetItem, Item, PutItem, UpdateItem } from '../dynamodb.ts';
import { type EnvironmentKeyItem, environmentKey } from './keys.ts';

export const readEnvironment: Access = {
  table: 'EmbedSecrets',
  action: 'GetItem',
  partition: 'ENVIRONMENT',
};

export const environmentRequest: GetItem['input'] = {
  TableName: 'EmbedSecrets',
  Key: environmentKey,
  ConsistentRead: true,
};

export const putEnvironment: Access = { ...readEnvironment, action: 'PutItem' };

/** Makes the environment with its first key, unless it has one. */
export const putFirstKeyRequest = (keyId: string, key: EnvironmentKeyItem): PutItem => ({
  operation: 'PutItem',
  input: {
    TableName: 'EmbedSecrets',
    Item: { ...environmentKey, keys: { [keyId]: key as unknown as Item } },
    ConditionExpression: 'attribute_not_exists(#partitionKey)',
    ExpressionAttributeNames: { '#partitionKey': 'partitionKey' },
  },
});

export const updateEnvironment: Access = { ...readEnvironment, action: 'UpdateItem' };

/** Adds a key beside the others and removes the expired ones. */
export const addKeyRequest = (
  keyId: string,
  key: EnvironmentKeyItem,
  expiredKeyIds: readonly string[],
): UpdateItem => {
  const removed = expiredKeyIds.map((_, index) => `#keys.#expired${index}`);
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: environmentKey,
      UpdateExpression: `SET #keys.#id = :key${removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : ''}`,
      ConditionExpression: 'attribute_exists(#keys)',
      ExpressionAttributeNames: {
        '#keys': 'keys',
        '#id': keyId,
        ...Object.fromEntries(expiredKeyIds.map((id, index) => [`#expired${index}`, id])),
      },
      ExpressionAttributeValues: { ':key': key as unknown as Item },
      ReturnValues: 'UPDATED_NEW',
    },
  };
};
