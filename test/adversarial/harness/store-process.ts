import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connectTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';

/**
 * Starts an embedded DynamoDB in its own process. It has its own core, and its memory, which grows with what is stored,
 * isn't counted as the memory of the code under test.
 */
export async function startStoreProcess(): Promise<TestDynamoDb> {
  const child = fork(new URL('dynamodb-worker.ts', import.meta.url), { execArgv: [] });
  const ended = once(child, 'exit');
  const [{ endpoint }] = (await once(child, 'message')) as [{ endpoint: string }];
  return await connectTestDynamoDb(endpoint, async () => {
    child.disconnect();
    await ended;
  });
}
