import { type DynamoDb, getItem, type TableAccess } from '../dynamodb.ts';
import type { ViewerClaims } from '../embed-url/claims.ts';
import { claimsPrimaryKey } from './claims-item.ts';
import type { Session } from './session.ts';

export const readClaimsAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'GetItem', partition: 'CLAIMS#' },
];

/**
 * Reads the claims of a session. Large claims come without what its redeem URL added, and their JSON has the hash that
 * the identity names.
 *
 * @returns `undefined` if they are gone
 */
export async function readClaims(dynamodb: DynamoDb, session: Session): Promise<ViewerClaims | undefined> {
  const { organizationId, sessionId, claims, claimsRef } = session;
  if (claimsRef === undefined) return claims;
  const item = await getItem(dynamodb, {
    TableName: 'EmbedSessions',
    Key: claimsPrimaryKey(organizationId, sessionId),
    ConsistentRead: true,
  });
  return item && JSON.parse(String(item.claims));
}
