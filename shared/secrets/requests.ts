import type { Access, GetItem, Key, Query, UpdateItem } from '../dynamodb.ts';
import {
  type DeletionItem,
  maxLiveSecrets,
  organizationKey,
  type SecretItem,
} from '../organizations/organization.ts';

const updateOrganization = (...attributes: string[]): Access => ({
  table: 'EmbedSecrets',
  action: 'UpdateItem',
  partition: 'ORG#',
  attributes: ['partitionKey', 'sortKey', 'embedEnabled', ...attributes],
});

export const addSecret = updateOrganization('secrets', 'keys');

/** Adds a secret and its key in one update, if Embed is on and fewer than 50 secrets are live. */
export const addSecretRequest = (
  organizationId: string,
  secretId: string,
  { secret, secretKey }: { secret: SecretItem; secretKey: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationKey(organizationId),
    UpdateExpression: 'SET #secrets.#id = :secret, #keys.#id = :secretKey',
    ConditionExpression:
      '#embedEnabled = :true AND size(#secrets) < :maximum AND attribute_not_exists(#keys.#id)',
    ExpressionAttributeNames: {
      '#secrets': 'secrets',
      '#keys': 'keys',
      '#embedEnabled': 'embedEnabled',
      '#id': secretId,
    },
    ExpressionAttributeValues: {
      ':secret': secret,
      ':secretKey': secretKey,
      ':true': true,
      ':maximum': maxLiveSecrets,
    },
    ReturnValues: 'UPDATED_NEW',
  },
});

export const renameSecret = updateOrganization('secrets');

/** Renames a secret that is there. */
export const renameSecretRequest = (
  organizationId: string,
  secretId: string,
  { name, renamedAt }: { name: string; renamedAt: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationKey(organizationId),
    UpdateExpression: 'SET #secrets.#id.#name = :name, #secrets.#id.#renamedAt = :renamedAt',
    ConditionExpression: '#embedEnabled = :true AND attribute_exists(#secrets.#id)',
    ExpressionAttributeNames: {
      '#secrets': 'secrets',
      '#embedEnabled': 'embedEnabled',
      '#id': secretId,
      '#name': 'name',
      '#renamedAt': 'renamedAt',
    },
    ExpressionAttributeValues: { ':name': name, ':renamedAt': renamedAt, ':true': true },
    ReturnValues: 'UPDATED_NEW',
  },
});

export const revokeSecret = updateOrganization('secrets', 'keys', 'deletions');

/** The revocation: removes a secret and its key, and keeps what is to be known of it, in one update. */
export const revokeSecretRequest = (
  organizationId: string,
  secretId: string,
  deletion: DeletionItem,
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationKey(organizationId),
    UpdateExpression: 'REMOVE #secrets.#id, #keys.#id SET #deletions.#id = :deletion',
    ConditionExpression: 'attribute_exists(#secrets.#id)',
    ExpressionAttributeNames: {
      '#secrets': 'secrets',
      '#keys': 'keys',
      '#deletions': 'deletions',
      '#id': secretId,
    },
    ExpressionAttributeValues: { ':deletion': deletion },
    ReturnValues: 'UPDATED_NEW',
  },
});

/** Takes a deletion out of the organization's item once it stands beside it. */
export const forgetDeletionRequest = (organizationId: string, secretId: string): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationKey(organizationId),
    UpdateExpression: 'REMOVE #deletions.#id',
    ConditionExpression: 'attribute_exists(#deletions)',
    ExpressionAttributeNames: { '#deletions': 'deletions', '#id': secretId },
    ReturnValues: 'NONE',
  },
});

const deletionKey = (organizationId: string, secretId: string): Key => ({
  partitionKey: `DELETED#${organizationId}`,
  sortKey: secretId,
});

export const putDeletion: Access = { table: 'EmbedSecrets', action: 'UpdateItem', partition: 'DELETED#' };

/** Writes a deletion record, unless it is there. An update, because it answers with what it wrote. */
export const putDeletionRequest = (
  organizationId: string,
  secretId: string,
  { name, deletedAt, deletedBy }: DeletionItem,
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: deletionKey(organizationId, secretId),
    UpdateExpression: 'SET #name = :name, #deletedAt = :deletedAt, #deletedBy = :deletedBy',
    ConditionExpression: 'attribute_not_exists(#partitionKey)',
    ExpressionAttributeNames: {
      '#partitionKey': 'partitionKey',
      '#name': 'name',
      '#deletedAt': 'deletedAt',
      '#deletedBy': 'deletedBy',
    },
    ExpressionAttributeValues: { ':name': name, ':deletedAt': deletedAt, ':deletedBy': deletedBy },
    ReturnValues: 'UPDATED_NEW',
  },
});

export const readDeletion: Access = { table: 'EmbedSecrets', action: 'GetItem', partition: 'DELETED#' };

export const deletionRequest = (organizationId: string, secretId: string): GetItem['input'] => ({
  TableName: 'EmbedSecrets',
  Key: deletionKey(organizationId, secretId),
  ConsistentRead: true,
});

export const queryDeletions: Access = { table: 'EmbedSecrets', action: 'Query', partition: 'DELETED#' };

/** The deletion records of an organization, those of the youngest secrets first. */
export const deletionsRequest = (organizationId: string, limit: number): Query => ({
  operation: 'Query',
  input: {
    TableName: 'EmbedSecrets',
    ConsistentRead: true,
    KeyConditionExpression: '#partitionKey = :partitionKey',
    ExpressionAttributeNames: { '#partitionKey': 'partitionKey' },
    ExpressionAttributeValues: { ':partitionKey': deletionKey(organizationId, '').partitionKey },
    ScanIndexForward: false,
    Limit: limit,
  },
});

const keyAttributes = ['partitionKey', 'sortKey', 'keys'] as const;

export const readSecretKey: Access = {
  table: 'EmbedSecrets',
  action: 'GetItem',
  partition: 'ORG#',
  attributes: keyAttributes,
};

/** The key of one secret and nothing else. */
export const secretKeyRequest = (organizationId: string, secretId: string): GetItem['input'] => ({
  TableName: 'EmbedSecrets',
  Key: organizationKey(organizationId),
  ConsistentRead: true,
  ProjectionExpression: '#partitionKey, #sortKey, #keys.#id',
  ExpressionAttributeNames: {
    '#partitionKey': 'partitionKey',
    '#sortKey': 'sortKey',
    '#keys': 'keys',
    '#id': secretId,
  },
});

/** The keys and nothing else: for finding out which secret signed a URL. */
export const secretKeysRequest = (organizationId: string): GetItem['input'] => ({
  TableName: 'EmbedSecrets',
  Key: organizationKey(organizationId),
  ConsistentRead: true,
  ProjectionExpression: keyAttributes.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(keyAttributes.map((name) => [`#${name}`, name])),
});
