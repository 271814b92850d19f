import type { BatchGetItem, GetItem, UpdateItem } from '../dynamodb.ts';
import { organizationKey } from '../organizations/organization.ts';
import { type Session, sessionKey } from './session.ts';

export const sessionRequest = (organizationId: string, sessionId: string): GetItem['input'] => ({
  TableName: 'EmbedSessions',
  Key: sessionKey(organizationId, sessionId),
  ConsistentRead: true,
});

/** What verifying a session needs, in one round trip. */
export const organizationAndSessionRequest = (organizationId: string, sessionId: string): BatchGetItem => ({
  operation: 'BatchGetItem',
  input: {
    RequestItems: {
      EmbedSecrets: { Keys: [organizationKey(organizationId)], ConsistentRead: true },
      EmbedSessions: { Keys: [sessionKey(organizationId, sessionId)], ConsistentRead: true },
    },
  },
});

/**
 * Makes a session that is not there. An update and not a put, because an update answers with what it wrote:
 * no other request's answer can pass for it.
 */
export const startSessionRequest = (session: Session): UpdateItem => {
  const { claims, ...attributes } = session;
  const { externalId, name } = claims;
  const values = { ...attributes, externalId, name, claims: JSON.stringify(claims) };
  const names = Object.keys(values);
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: sessionKey(session.organizationId, session.sessionId),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: 'attribute_not_exists(#partitionKey)',
      ExpressionAttributeNames: {
        '#partitionKey': 'partitionKey',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [`:${name}`, value]),
      ),
      ReturnValues: 'UPDATED_NEW',
    },
  };
};
