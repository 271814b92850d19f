import {
  type DynamoDb,
  type GetItem,
  getItem,
  type TableAccess,
  TableUnavailableError,
} from '../dynamodb.ts';
import { type EnvironmentKeys, environmentPrimaryKey, toEnvironmentKeys } from './environment-keys.ts';

export const readEnvironmentAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'GetItem',
    partition: 'ENVIRONMENT',
  },
];

/**
 * Reads the environment's keys: one strongly consistent read.
 *
 * @param now epoch milliseconds
 * @throws {TableUnavailableError} also if the environment has no keys yet: nothing can be verified without them
 */
export async function readEnvironmentKeys(dynamodb: DynamoDb, now: number): Promise<EnvironmentKeys> {
  const keys = toEnvironmentKeys(await getItem(dynamodb, environmentRequest), now);
  if (keys === undefined) {
    throw new TableUnavailableError('the environment has no keys: call rotate-environment-keys');
  }
  return keys;
}

export const environmentRequest: GetItem['input'] = {
  TableName: 'EmbedSecrets',
  Key: environmentPrimaryKey,
  ConsistentRead: true,
};
