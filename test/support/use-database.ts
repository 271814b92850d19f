import { afterAll, beforeAll } from 'vitest';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { testNow } from './builders.ts';
import { startTestDynamoDb, type TestDynamoDb } from './dynamodb.ts';

/**
 * Starts a database for the tests of a file.
 *
 * @param prepare what the tests need in it
 */
export function useDatabase(prepare?: (database: TestDynamoDb) => Promise<unknown>): TestDynamoDb {
  const database = {} as TestDynamoDb;
  beforeAll(async () => {
    Object.assign(database, await startTestDynamoDb());
    await prepare?.(database);
  });
  afterAll(() => database.close());
  return database;
}

/** Starts a database with the environment's keys, which the edge needs. */
export const useEdgeDatabase = (now = testNow): TestDynamoDb =>
  useDatabase(({ sdk }) => rotateEnvironmentKeys(sdk, now));
