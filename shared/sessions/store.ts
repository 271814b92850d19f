import {
  ConditionFailedError,
  type DynamoDb,
  getItem,
  type Item,
  type Key,
  requireKey,
  type Table,
  TableUnavailableError,
} from '../dynamodb.ts';
import { type Organization, organizationKey, toOrganization } from '../organizations/organization.ts';
import { organizationAndSessionRequest, sessionRequest, startSessionRequest } from './requests.ts';
import { type Session, sessionKey, toSession } from './session.ts';

/**
 * Makes a session, once: of all calls with one session id, one starts it. A call whose answer was lost and
 * that is sent again finds its own attempt id in the session, and started it.
 *
 * @returns the session that was there before, where this call did not start it
 */
export async function startSession(
  dynamodb: DynamoDb,
  session: Session,
): Promise<{ started: true } | { started: false; existing: Session | undefined }> {
  try {
    const { Attributes: written } = await dynamodb(startSessionRequest(session));
    if (written?.attemptId !== session.attemptId) {
      throw new TableUnavailableError('the answer is of another request');
    }
    return { started: true };
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
  const item = await getItem(dynamodb, sessionRequest(session.organizationId, session.sessionId));
  const existing = item && toSession(item);
  return existing?.attemptId === session.attemptId ? { started: true } : { started: false, existing };
}

/** Reads what verifying a session needs: one batch of two strongly consistent reads. */
export async function readOrganizationAndSession(
  dynamodb: DynamoDb,
  organizationId: string,
  sessionId: string,
): Promise<{ organization: Organization | undefined; session: Session | undefined }> {
  const answer = await dynamodb(organizationAndSessionRequest(organizationId, sessionId));
  const organization = only(answer.Responses, 'EmbedSecrets', organizationKey(organizationId));
  const session = only(answer.Responses, 'EmbedSessions', sessionKey(organizationId, sessionId));
  return {
    organization: organization && toOrganization(organization),
    session: session && toSession(session),
  };
}

function only(
  responses: Partial<Record<Table, readonly Item[]>> | undefined,
  table: Table,
  key: Key,
): Item | undefined {
  const items = responses?.[table] ?? [];
  for (const item of items) requireKey(item, key);
  return items[0];
}
