import {
  ConditionFailedError,
  type DynamoDb,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';
import { setClause } from '../set-clause.ts';
import { readSession } from './read-session.ts';
import { type StoredSession, sessionPrimaryKey } from './session.ts';

/** Besides what `readSession` needs. A list that includes another one would stay in the edge's bundle. */
export const startSessionAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'SESSION#' },
];

/**
 * Creates a session, once: of all calls with one session id, one starts it. A call whose response was lost, and
 * that is sent again, finds its own attempt id in the session: it has started it.
 *
 * @returns the session that existed before, if this call didn't start it
 */
export async function startSession(
  dynamodb: DynamoDb,
  session: StoredSession,
): Promise<{ started: true } | { started: false; existing: StoredSession | undefined }> {
  try {
    const { Attributes: written } = await dynamodb(startSessionRequest(session));
    if (written?.attemptId !== session.attemptId) {
      throw new TableUnavailableError('the response is to another request');
    }
    return { started: true };
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
  const existing = await readSession(dynamodb, session.organizationId, session.sessionId);
  return existing?.attemptId === session.attemptId ? { started: true } : { started: false, existing };
}

/**
 * Creates a session that doesn't exist. An update and not a put, because its response holds what it wrote: no
 * other response can pass for it.
 */
const startSessionRequest = (session: StoredSession): UpdateItem => {
  const { claims, claimsRef, ...attributes } = session;
  const { externalId, name } = claims;
  const json = JSON.stringify(claims);
  const values = {
    ...attributes,
    externalId,
    name,
    ...(claimsRef === undefined
      ? { claims: json, claimsBytes: Buffer.byteLength(json) }
      : { excerpt: json, claimsSha256: claimsRef.sha256 }),
  };
  const set = setClause(values);
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: sessionPrimaryKey(session.organizationId, session.sessionId),
      UpdateExpression: set.expression,
      ConditionExpression: 'attribute_not_exists(#partitionKey)',
      ExpressionAttributeNames: { ...set.names, '#partitionKey': 'partitionKey' },
      ExpressionAttributeValues: set.values,
      ReturnValues: 'UPDATED_NEW',
    },
  };
};
