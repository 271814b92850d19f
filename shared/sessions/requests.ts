import type { Access, BatchGetItem, GetItem, Item, Query, UpdateItem } from '../dynamodb.ts';
import { claimsMaxBytes } from '../embed-url/claims.ts';
import type { RedeemOverrides } from '../embed-url/verify-redeem-url.ts';
import { organizationKey } from '../organizations/organization.ts';
import { sessionIndex } from '../tables.ts';
import { type Session, type StoredSession, sessionKey } from './session.ts';

export const readSession: Access = { table: 'EmbedSessions', action: 'GetItem', partition: 'SESSION#' };

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

export const addSession: Access = { table: 'EmbedSessions', action: 'UpdateItem', partition: 'SESSION#' };

/**
 * Makes a session that is not there. An update and not a put, because an update answers with what it wrote:
 * no other request's answer can pass for it.
 */
export const startSessionRequest = (session: StoredSession): UpdateItem => {
  const { claims, ...attributes } = session;
  const { externalId, name } = claims;
  const json = JSON.stringify(claims);
  const claimsBytes = Buffer.byteLength(json);
  const values = { ...attributes, externalId, name, claims: json, claimsBytes };
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

/** What redeeming a pending session makes of it. */
export type Redemption = Required<
  Pick<Session, 'organizationId' | 'sessionId' | 'secretId' | 'attemptId' | 'nonce' | 'expiresAt' | 'purgeAt'>
> & {
  overrides: RedeemOverrides;
  /** ISO time. */
  now: string;
  /** ISO time: the organization's limit. */
  sessionsValidFrom: string;
};

/** Makes a pending session active, if it can still be redeemed. Answers with all of it: its claims are needed. */
export const redeemSessionRequest = ({
  organizationId,
  sessionId,
  now,
  sessionsValidFrom,
  ...redeemed
}: Redemption): UpdateItem => {
  const values = { ...redeemed, redeemedAt: now };
  const names = ['state', ...Object.keys(values)];
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSessions',
      Key: sessionKey(organizationId, sessionId),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: [
        '#state = :pending',
        '#expiresAt > :now',
        '#createdAt > :sessionsValidFrom',
        '#claimsBytes <= :room',
      ].join(' AND '),
      ExpressionAttributeNames: {
        '#createdAt': 'createdAt',
        '#claimsBytes': 'claimsBytes',
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
        ':state': 'active',
        ':pending': 'pending',
        ':now': now,
        ':sessionsValidFrom': sessionsValidFrom,
        ':room': claimsMaxBytes - addedBytes(values.overrides),
      },
      ReturnValues: 'ALL_NEW',
    },
  };
};

export const endSession: Access = {
  table: 'EmbedSessions',
  action: 'UpdateItem',
  partition: 'SESSION#',
  attributes: ['partitionKey', 'state'],
};

/** Ends a session that is there. */
export const endSessionRequest = (organizationId: string, sessionId: string): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSessions',
    Key: sessionKey(organizationId, sessionId),
    UpdateExpression: 'SET #state = :ended',
    ConditionExpression: 'attribute_exists(#partitionKey)',
    ExpressionAttributeNames: { '#partitionKey': 'partitionKey', '#state': 'state' },
    ExpressionAttributeValues: { ':ended': 'ended' },
    ReturnValues: 'UPDATED_NEW',
  },
});

/** The index's partition key is the organization's id alone: which one is read is for the request to say. */
export const querySessions: Access = {
  table: 'EmbedSessions',
  action: 'Query',
  index: sessionIndex.name,
  partition: '*',
};

/**
 * The active sessions of an organization, newest first.
 *
 * @param options.createdAfter ISO time
 * @param options.now ISO time: sessions that have expired by then are left out
 * @param options.limit how many sessions to read at most; fewer may be active
 * @param options.after the session to go on after
 */
export const activeSessionsRequest = (
  organizationId: string,
  {
    createdAfter,
    now,
    secretId,
    limit,
    after,
  }: {
    createdAfter: string;
    now: string;
    secretId: string | undefined;
    limit: number;
    after: Pick<Session, 'sessionId' | 'createdAt'> | undefined;
  },
): Query => ({
  operation: 'Query',
  input: {
    TableName: 'EmbedSessions',
    IndexName: sessionIndex.name,
    KeyConditionExpression: '#organizationId = :organizationId AND #createdAt > :createdAfter',
    FilterExpression: `#state = :active AND #expiresAt > :now${secretId === undefined ? '' : ' AND #secretId = :secretId'}`,
    ExpressionAttributeNames: {
      '#organizationId': sessionIndex.partitionKey,
      '#createdAt': sessionIndex.sortKey,
      '#state': 'state',
      '#expiresAt': 'expiresAt',
      ...(secretId === undefined ? {} : { '#secretId': 'secretId' }),
    },
    ExpressionAttributeValues: {
      ':organizationId': organizationId,
      ':createdAfter': createdAfter,
      ':active': 'active',
      ':now': now,
      ...(secretId === undefined ? {} : { ':secretId': secretId }),
    },
    ScanIndexForward: false,
    Limit: limit,
    ...(after === undefined ? {} : { ExclusiveStartKey: indexKey(organizationId, after) }),
  },
});

const indexKey = (
  organizationId: string,
  { sessionId, createdAt }: Pick<Session, 'sessionId' | 'createdAt'>,
): Item => ({ ...sessionKey(organizationId, sessionId), organizationId, createdAt });

/** By how much members make an object's JSON longer at most: theirs, with a comma in place of the braces. */
const addedBytes = (members: object): number =>
  Object.keys(members).length === 0 ? 0 : Buffer.byteLength(JSON.stringify(members)) - 1;
