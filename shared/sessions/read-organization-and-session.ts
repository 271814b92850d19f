import {
  type BatchGetItem,
  type DynamoDb,
  type Item,
  type PrimaryKey,
  requireKey,
  type Table,
  type TableAccess,
} from '../dynamodb.ts';
import { type Organization, organizationPrimaryKey, toOrganization } from '../organizations/organization.ts';
import { type StoredSession, sessionPrimaryKey, toSession } from './session.ts';

export const readOrganizationAndSessionAccess: readonly TableAccess[] = [
  { table: 'EmbedSecrets', action: 'BatchGetItem', partition: 'ORG#' },
  { table: 'EmbedSessions', action: 'BatchGetItem', partition: 'SESSION#' },
];

/** Reads what verifying a session needs: one batch of two strongly consistent reads. */
export async function readOrganizationAndSession(
  dynamodb: DynamoDb,
  organizationId: string,
  sessionId: string,
): Promise<{ organization: Organization | undefined; session: StoredSession | undefined }> {
  const { Responses: items } = await dynamodb(organizationAndSessionRequest(organizationId, sessionId));
  const organization = only(items, 'EmbedSecrets', organizationPrimaryKey(organizationId));
  const session = only(items, 'EmbedSessions', sessionPrimaryKey(organizationId, sessionId));
  return {
    organization: organization && toOrganization(organization),
    session: session && toSession(session),
  };
}

export const organizationAndSessionRequest = (organizationId: string, sessionId: string): BatchGetItem => ({
  operation: 'BatchGetItem',
  input: {
    RequestItems: {
      EmbedSecrets: { Keys: [organizationPrimaryKey(organizationId)], ConsistentRead: true },
      EmbedSessions: { Keys: [sessionPrimaryKey(organizationId, sessionId)], ConsistentRead: true },
    },
  },
});

function only(
  responses: Partial<Record<Table, readonly Item[]>> | undefined,
  table: Table,
  key: PrimaryKey,
): Item | undefined {
  const items = responses?.[table] ?? [];
  for (const item of items) requireKey(item, key);
  return items[0];
}
