import type { Access, GetItem, UpdateItem } from '../dynamodb.ts';
import { hostKey } from './host.ts';

export const readHost: Access = { table: 'EmbedSecrets', action: 'GetItem', partition: 'HOST#' };

export const hostRequest = (host: string): GetItem['input'] => ({
  TableName: 'EmbedSecrets',
  Key: hostKey(host),
  ConsistentRead: true,
});

export const writeHost: Access = { table: 'EmbedSecrets', action: 'UpdateItem', partition: 'HOST#' };

/** Gives a host to an organization, unless another one has it. */
export const claimHostRequest = (
  host: string,
  { organizationId, claimedAt, claimedBy }: { organizationId: string; claimedAt: string; claimedBy: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: hostKey(host),
    UpdateExpression:
      'SET #organizationId = :organizationId, #claimedAt = :claimedAt, #claimedBy = :claimedBy',
    ConditionExpression: 'attribute_not_exists(#organizationId) OR #organizationId = :organizationId',
    ExpressionAttributeNames: {
      '#organizationId': 'organizationId',
      '#claimedAt': 'claimedAt',
      '#claimedBy': 'claimedBy',
    },
    ExpressionAttributeValues: {
      ':organizationId': organizationId,
      ':claimedAt': claimedAt,
      ':claimedBy': claimedBy,
    },
    ReturnValues: 'NONE',
  },
});

/** Takes a host from its organization. The item stays: it says that the host was there. */
export const releaseHostRequest = (
  host: string,
  { releasedAt, releasedBy }: { releasedAt: string; releasedBy: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: hostKey(host),
    UpdateExpression: 'SET #releasedAt = :releasedAt, #releasedBy = :releasedBy REMOVE #organizationId',
    ConditionExpression: 'attribute_exists(#partitionKey)',
    ExpressionAttributeNames: {
      '#partitionKey': 'partitionKey',
      '#organizationId': 'organizationId',
      '#releasedAt': 'releasedAt',
      '#releasedBy': 'releasedBy',
    },
    ExpressionAttributeValues: { ':releasedAt': releasedAt, ':releasedBy': releasedBy },
    ReturnValues: 'NONE',
  },
});
