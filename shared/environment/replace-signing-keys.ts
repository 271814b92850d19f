import { isoTime } from '../clock.ts';
import {
  conditionalWrite,
  type DynamoDb,
  getItem,
  type Item,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { type EnvironmentKeyItems, environmentPrimaryKey, withNewSigningKeys } from './environment-keys.ts';
import { environmentRequest } from './read-environment-keys.ts';
import { keysOf, type RotatedKey, rotateEnvironmentKeys } from './rotate-environment-keys.ts';

const maxAttempts = 3;

/**
 * Replaces every signing key of the environment at once, because one has leaked. The cookie keys stay, and with
 * them every session. Until all edges have read the new keys, at most 5 minutes, origins can refuse identities.
 *
 * @param now epoch milliseconds
 */
export async function replaceSigningKeys(dynamodb: DynamoDb, now: number): Promise<RotatedKey> {
  const attempted: string[] = [];
  const time = isoTime(now);
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const keys = keysOf(await getItem(dynamodb, environmentRequest));
    // Ours, if an earlier attempt succeeded and its response was lost.
    const own = attempted.find((id) => keys[id] !== undefined);
    if (own !== undefined) return { keyId: own, createdAt: time, activeAt: time };
    const { keyId, items } = withNewSigningKeys(keys, now);
    if (keyId === undefined) return await rotateEnvironmentKeys(dynamodb, now);
    attempted.push(keyId);
    const isOwn = (written: Item) => keysOf(written)[keyId] !== undefined;
    if (await conditionalWrite(dynamodb, replaceKeysRequest(keys, items), isOwn)) {
      return { keyId, createdAt: time, activeAt: time };
    }
  }
  throw new TableUnavailableError('the keys of the environment changed with every attempt');
}

/** Replaces all generations, if they are still the ones that were read: one that was added since must not stay. */
const replaceKeysRequest = (read: EnvironmentKeyItems, items: EnvironmentKeyItems): UpdateItem => {
  const names = Object.fromEntries(Object.keys(read).map((id, index) => [`#read${index}`, id]));
  const areThere = Object.keys(names).map((name) => `attribute_exists(#keys.${name})`);
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: environmentPrimaryKey,
      UpdateExpression: 'SET #keys = :items',
      ConditionExpression: [...areThere, 'size(#keys) = :count'].join(' AND '),
      ExpressionAttributeNames: { '#keys': 'keys', ...names },
      ExpressionAttributeValues: { ':items': items as unknown as Item, ':count': areThere.length },
      ReturnValues: 'UPDATED_NEW',
    },
  };
};
