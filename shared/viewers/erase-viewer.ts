import type { DynamoDb, Item, TableAccess } from '../dynamodb.ts';
import { eraseSession, eraseSessionAccess } from '../sessions/erase-session.ts';
import { listSessionsAccess } from '../sessions/list-sessions.ts';
import { sessionIdOfKey, sessionPrimaryKey } from '../sessions/session.ts';
import { recentUsePartition, recentUsePrimaryKey } from '../usage/record-recent-use.ts';
import { type ErasureCursor, formatErasureCursor, parseErasureCursor } from './erasure-cursor.ts';
import { findViewerItems, type IndexPosition, primaryKeyOf, searchBudget } from './viewer-items.ts';

export const eraseViewerAccess: readonly TableAccess[] = [
  ...listSessionsAccess,
  ...eraseSessionAccess,
  { table: 'EmbedSessions', action: 'DeleteItem', partition: 'RECENT#' },
];

/** Sorts before every time. */
const always = '0';

/**
 * Removes what is stored about one viewer, as far as one request may: their sessions in every state, with the claims, and
 * the recent uses of secrets with their ID. It is found in the index: what was written in the last moments may be missing.
 *
 * @param options.secretIds the secrets that may have recent uses
 * @param options.cursor the `nextCursor` of the previous call
 * @returns how many items were erased, and where to go on if not everything was read
 */
export async function eraseViewer(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    externalId,
    secretIds,
    cursor,
  }: { externalId: string; secretIds: readonly string[]; cursor: string | undefined },
): Promise<{ erased: number; nextCursor?: string }> {
  const { secretId: first, after } = cursor === undefined ? {} : parseErasureCursor(cursor);
  const budget = searchBudget();
  // The sessions, then each secret's recent uses. A secret that is gone since the previous call is skipped.
  const parts: readonly (string | undefined)[] = [undefined, ...[...secretIds].sort()];
  let erased = 0;
  for (const secretId of parts) {
    if (first !== undefined && (secretId === undefined || secretId < first)) continue;
    if (budget.queries <= 0 || budget.items <= 0) return { erased, nextCursor: cursorAt(secretId) };
    const { items, next } = await findViewerItems(dynamodb, {
      partition: secretId === undefined ? organizationId : recentUsePartition(organizationId, secretId),
      externalId,
      createdAfter: always,
      after: secretId === first ? positionOf(organizationId, secretId, after) : undefined,
      budget,
    });
    const results = await Promise.all(
      items.map((item) =>
        secretId === undefined
          ? eraseSession(dynamodb, organizationId, sessionIdOfKey(String(item.partitionKey)))
          : deleteRecentUse(dynamodb, item),
      ),
    );
    erased += results.filter(Boolean).length;
    if (next !== undefined) return { erased, nextCursor: cursorAt(secretId, next) };
  }
  return { erased };
}

async function deleteRecentUse(dynamodb: DynamoDb, item: Item): Promise<true> {
  await dynamodb({
    operation: 'DeleteItem',
    input: { TableName: 'EmbedSessions', Key: primaryKeyOf(item), ReturnValues: 'NONE' },
  });
  return true;
}

const positionOf = (
  organizationId: string,
  secretId: string | undefined,
  after: ErasureCursor['after'],
): IndexPosition | undefined =>
  after && {
    ...(secretId === undefined
      ? sessionPrimaryKey(organizationId, after.sessionId)
      : recentUsePrimaryKey(organizationId, { secretId, sessionId: after.sessionId })),
    createdAt: after.createdAt,
  };

const cursorAt = (secretId: string | undefined, after?: IndexPosition): string =>
  formatErasureCursor({
    ...(secretId === undefined ? {} : { secretId }),
    ...(after === undefined
      ? {}
      : { after: { sessionId: sessionIdOfKey(after.partitionKey), createdAt: after.createdAt } }),
  });
