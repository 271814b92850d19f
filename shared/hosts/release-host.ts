import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { hostPrimaryKey } from './custom-host-item.ts';

export const releaseHostAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'HOST#',
  },
];

/**
 * Releases a custom host from its organization. Returns `false` if it never belonged to one.
 *
 * @param options.now epoch milliseconds
 */
export const releaseHost = (
  dynamodb: DynamoDb,
  host: string,
  { actor, now }: { actor: string; now: number },
): Promise<boolean> =>
  conditionalWrite(dynamodb, releaseHostRequest(host, { releasedAt: isoTime(now), releasedBy: actor }));

/** The item stays: it records that the host was claimed once. */
const releaseHostRequest = (
  host: string,
  { releasedAt, releasedBy }: { releasedAt: string; releasedBy: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: hostPrimaryKey(host),
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
