import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { sessionIndex } from '../tables.ts';
import { recentUsePrimaryKey, recordRecentUseAccess } from './record-recent-use.ts';

export const takeBackRecentUseAccess: readonly TableAccess[] = recordRecentUseAccess;

/** Takes a recent use out of the index, and so out of the list. The rest of its item is purged in its own time. */
export async function takeBackRecentUse(
  dynamodb: DynamoDb,
  organizationId: string,
  use: { secretId: string; sessionId: string },
): Promise<void> {
  await dynamodb({
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: recentUsePrimaryKey(organizationId, use),
      UpdateExpression: 'REMOVE #partition, #at, #externalId',
      ExpressionAttributeNames: {
        '#partition': sessionIndex.partitionKey,
        '#at': sessionIndex.sortKey,
        '#externalId': 'externalId',
      },
      ReturnValues: 'NONE',
    },
  });
}
