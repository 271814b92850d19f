import { type DynamoDb, getItem, type TableAccess } from '../dynamodb.ts';
import { type StoredSession, sessionPrimaryKey, toSession } from './session.ts';

export const readSessionAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'GetItem', partition: 'SESSION#' },
];

/** Reads a session: one strongly consistent read. `undefined` if it doesn't exist. */
export async function readSession(
  dynamodb: DynamoDb,
  organizationId: string,
  sessionId: string,
): Promise<StoredSession | undefined> {
  const item = await getItem(dynamodb, {
    TableName: 'EmbedSessions',
    Key: sessionPrimaryKey(organizationId, sessionId),
    ConsistentRead: true,
  });
  return item && toSession(item);
}
