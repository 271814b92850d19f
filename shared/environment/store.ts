import { type DynamoDb, getItem, TableUnavailableError, writeIf } from '../dynamodb.ts';
import {
  type EnvironmentKeyItem,
  type EnvironmentKeys,
  expiredKeyIds,
  generateEnvironmentKey,
  toEnvironmentKeys,
} from './keys.ts';
import { addKeyRequest, environmentRequest, putFirstKeyRequest } from './requests.ts';

/**
 * Makes the environment's first keys, or new ones beside those it has. The new ones are signed with 10 minutes
 * later, when every edge has read them.
 *
 * @param now epoch milliseconds
 */
export async function rotateEnvironmentKeys(
  dynamodb: DynamoDb,
  now: number,
): Promise<{ keyId: string; createdAt: string; activeAt: string }> {
  let item = await getItem(dynamodb, environmentRequest);
  if (item === undefined) {
    const { keyId, item: key } = generateEnvironmentKey(true, now);
    if (await writeIf(dynamodb, putFirstKeyRequest(keyId, key))) return described(keyId, key);
    item = await getItem(dynamodb, environmentRequest);
    const keys = (item?.keys ?? {}) as Record<string, EnvironmentKeyItem>;
    // Its own, where an attempt was carried out and its answer lost.
    if (keys[keyId] !== undefined) return described(keyId, key);
  }
  const keys = (item?.keys ?? {}) as Record<string, EnvironmentKeyItem>;
  const { keyId, item: key } = generateEnvironmentKey(false, now);
  const { Attributes: written } = await dynamodb(addKeyRequest(keyId, key, expiredKeyIds(keys, now)));
  if ((written?.keys as typeof keys | undefined)?.[keyId] === undefined) {
    throw new TableUnavailableError('the answer is of another request');
  }
  return described(keyId, key);
}

/**
 * Reads the environment's keys.
 *
 * @param now epoch milliseconds
 * @throws {TableUnavailableError} also when the environment has no keys yet: nothing can be verified without
 */
export async function readEnvironmentKeys(dynamodb: DynamoDb, now: number): Promise<EnvironmentKeys> {
  const keys = toEnvironmentKeys(await getItem(dynamodb, environmentRequest), now);
  if (keys === undefined)
    throw new TableUnavailableError('the environment has no keys: rotate-environment-keys');
  return keys;
}

const described = (keyId: string, { createdAt, activeAt }: EnvironmentKeyItem) => ({
  keyId,
  createdAt,
  activeAt,
});
