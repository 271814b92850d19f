import type { Access, GetItem, UpdateItem, Value } from '../dynamodb.ts';
import { defaultSettings, organizationKey } from './organization.ts';
import type { SettingsChange } from './settings.ts';

/** The whole item, keys included: for the verifier. */
export const organizationRequest = (organizationId: string): GetItem['input'] => ({
  TableName: 'EmbedSecrets',
  Key: organizationKey(organizationId),
  ConsistentRead: true,
});

const withoutKeys = [
  'partitionKey',
  'sortKey',
  'embedEnabled',
  'settings',
  'secrets',
  'deletions',
  'sessionsValidFrom',
] as const;

export const readOrganizationWithoutKeys: Access = {
  table: 'EmbedSecrets',
  action: 'GetItem',
  partition: 'ORG#',
  attributes: withoutKeys,
};

/** Everything but the keys: for the API. */
export const organizationWithoutKeysRequest = (organizationId: string): GetItem['input'] => ({
  ...organizationRequest(organizationId),
  ProjectionExpression: withoutKeys.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(withoutKeys.map((name) => [`#${name}`, name])),
});

export const writeOrganization: Access = {
  table: 'EmbedSecrets',
  action: 'UpdateItem',
  partition: 'ORG#',
  attributes: [...withoutKeys, 'keys'],
};

export const writeSettings: Access = {
  table: 'EmbedSecrets',
  action: 'UpdateItem',
  partition: 'ORG#',
  attributes: ['partitionKey', 'sortKey', 'embedEnabled', 'settings'],
};

/** Sets the given settings and removes those that are `null`, if Embed is on. @param change not empty */
export const updateSettingsRequest = (organizationId: string, change: SettingsChange): UpdateItem => {
  const members = Object.entries(change).filter(([, value]) => value !== undefined);
  const set = members.filter(([, value]) => value !== null);
  const removed = members.filter(([, value]) => value === null);
  const clauses = [
    ...(set.length > 0 ? [`SET ${set.map(([name]) => `#settings.#${name} = :${name}`).join(', ')}`] : []),
    ...(removed.length > 0 ? [`REMOVE ${removed.map(([name]) => `#settings.#${name}`).join(', ')}`] : []),
  ];
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: organizationKey(organizationId),
      UpdateExpression: clauses.join(' '),
      ConditionExpression: '#embedEnabled = :true',
      ExpressionAttributeNames: {
        '#embedEnabled': 'embedEnabled',
        '#settings': 'settings',
        ...Object.fromEntries(members.map(([name]) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':true': true,
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value as Value])),
      },
      ReturnValues: 'NONE',
    },
  };
};

export const writeSessionsValidFrom: Access = {
  table: 'EmbedSecrets',
  action: 'UpdateItem',
  partition: 'ORG#',
  attributes: ['partitionKey', 'sortKey', 'sessionsValidFrom'],
};

/** Moves the limit on sessions forward, never back. */
export const sessionsValidFromRequest = (organizationId: string, sessionsValidFrom: string): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationKey(organizationId),
    UpdateExpression: 'SET #sessionsValidFrom = :sessionsValidFrom',
    ConditionExpression: '#sessionsValidFrom < :sessionsValidFrom',
    ExpressionAttributeNames: { '#sessionsValidFrom': 'sessionsValidFrom' },
    ExpressionAttributeValues: { ':sessionsValidFrom': sessionsValidFrom },
    ReturnValues: 'UPDATED_NEW',
  },
});

/**
 * Makes an organization, or turns Embed on or off in one that is there; keeps all else.
 *
 * @param sessionsValidFrom ISO time; moves the limit forward when Embed goes off, so that no session of
 *   before is alive when it is on again
 */
export const putOrganizationRequest = (
  organizationId: string,
  embedEnabled: boolean,
  sessionsValidFrom: string,
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationKey(organizationId),
    UpdateExpression: [
      'SET #embedEnabled = :embedEnabled',
      '#settings = if_not_exists(#settings, :settings)',
      '#secrets = if_not_exists(#secrets, :none)',
      '#keys = if_not_exists(#keys, :none)',
      '#deletions = if_not_exists(#deletions, :none)',
      `#sessionsValidFrom = ${
        embedEnabled ? 'if_not_exists(#sessionsValidFrom, :sessionsValidFrom)' : ':sessionsValidFrom'
      }`,
    ].join(', '),
    ExpressionAttributeNames: {
      '#embedEnabled': 'embedEnabled',
      '#settings': 'settings',
      '#secrets': 'secrets',
      '#keys': 'keys',
      '#deletions': 'deletions',
      '#sessionsValidFrom': 'sessionsValidFrom',
    },
    ExpressionAttributeValues: {
      ':embedEnabled': embedEnabled,
      ':settings': defaultSettings,
      ':none': {},
      ':sessionsValidFrom': sessionsValidFrom,
    },
    ReturnValues: 'NONE',
  },
});
