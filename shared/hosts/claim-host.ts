import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { hostPrimaryKey } from './custom-host-item.ts';

export const claimHostAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'HOST#',
  },
];

/**
 * Assigns a custom host to an organization. Returns `false` if another organization has it.
 *
 * @param host one without a `customHostProblem`
 * @param options.now epoch milliseconds
 */
export const claimHost = (
  dynamodb: DynamoDb,
  host: string,
  { organizationId, actor, now }: { organizationId: string; actor: string; now: number },
): Promise<boolean> =>
  conditionalWrite(
    dynamodb,
    claimHostRequest(host, { organizationId, claimedAt: isoTime(now), claimedBy: actor }),
  );

const claimHostRequest = (
  host: string,
  { organizationId, claimedAt, claimedBy }: { organizationId: string; claimedAt: string; claimedBy: string },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: hostPrimaryKey(host),
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
