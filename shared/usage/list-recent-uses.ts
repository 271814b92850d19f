import { type DynamoDb, type TableAccess, TableUnavailableError } from '../dynamodb.ts';
import { sessionIndex } from '../tables.ts';
import { recentUsePartition } from './record-recent-use.ts';

/** Reads the index: what was recorded in the last moments may be missing. */
export const listRecentUsesAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'Query', index: sessionIndex.name, partition: '*' },
];

/** A login with a secret that is on its way out, or a refusal. `externalId` is what the customer sent: escape it. */
export type RecentUse = { at: string; externalId: string; refused: boolean };

const shown = 20;

/** The 20 most recent uses that were recorded of a secret, newest first. */
export async function listRecentUses(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
): Promise<RecentUse[]> {
  const partition = recentUsePartition(organizationId, secretId);
  const { Items: items = [] } = await dynamodb({
    operation: 'Query',
    input: {
      TableName: 'EmbedSessions',
      IndexName: sessionIndex.name,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': sessionIndex.partitionKey },
      ExpressionAttributeValues: { ':partition': partition },
      ScanIndexForward: false,
      Limit: shown,
    },
  });
  if (items.some((item) => item[sessionIndex.partitionKey] !== partition)) {
    throw new TableUnavailableError('the response belongs to another secret');
  }
  return items.map((item) => ({
    at: String(item[sessionIndex.sortKey]),
    externalId: String(item.externalId),
    refused: item.state === 'refused',
  }));
}
