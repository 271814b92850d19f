import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, getItem, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { hostPrimaryKey } from './custom-host-item.ts';
import { customHostRequest, readCustomHostAccess } from './read-custom-host.ts';

export const releaseHostAccess: readonly TableAccess[] = [
  ...readCustomHostAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'HOST#',
  },
];

/**
 * Releases a custom host from its organization. Returns `false` if it never belonged to one. Releasing it again
 * changes nothing: the time for which it is held counts from the first release.
 *
 * @param options.now epoch milliseconds
 */
export async function releaseHost(
  dynamodb: DynamoDb,
  host: string,
  { actor, now }: { actor: string; now: number },
): Promise<boolean> {
  const request = releaseHostRequest(host, { releasedAt: isoTime(now), releasedBy: actor });
  if (await conditionalWrite(dynamodb, request)) return true;
  return (await getItem(dynamodb, customHostRequest(host))) !== undefined;
}

/** The item stays: it records who had the host, and until when. */
const releaseHostRequest = (
  host: string,
  { releasedAt, releasedBy }: { releasedAt: string; releasedBy: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: hostPrimaryKey(host),
    UpdateExpression:
      'SET #releasedFrom = #organizationId, #releasedAt = :releasedAt, #releasedBy = :releasedBy REMOVE #organizationId',
    ConditionExpression: 'attribute_exists(#organizationId)',
    ExpressionAttributeNames: {
      '#organizationId': 'organizationId',
      '#releasedFrom': 'releasedFrom',
      '#releasedAt': 'releasedAt',
      '#releasedBy': 'releasedBy',
    },
    ExpressionAttributeValues: { ':releasedAt': releasedAt, ':releasedBy': releasedBy },
    ReturnValues: 'NONE',
  },
});
