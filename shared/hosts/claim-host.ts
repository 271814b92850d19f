import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, getItem, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { hostPrimaryKey } from './custom-host-item.ts';
import { customHostRequest, readCustomHostAccess } from './read-custom-host.ts';

export const claimHostAccess: readonly TableAccess[] = [
  ...readCustomHostAccess,
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'HOST#',
  },
];

/** How long a released host is kept from other organizations: 7 days. */
const heldForMs = 7 * 86_400_000;

export type HostClaim = {
  organizationId: string;
  actor: string;
  /** Takes a released host before its time. Never a host that another organization has. */
  force: boolean;
  /** Epoch milliseconds. */
  now: number;
};

/**
 * Assigns a custom host to an organization. `taken`: another organization has it. `held`: another organization
 * released it less than 7 days ago, and its viewers, bookmarks and DNS may still lead there.
 *
 * @param host one without a `customHostProblem`
 */
export async function claimHost(
  dynamodb: DynamoDb,
  host: string,
  claim: HostClaim,
): Promise<{ ok: true } | { ok: false; reason: 'taken' } | { ok: false; reason: 'held'; until: string }> {
  if (await conditionalWrite(dynamodb, claimHostRequest(host, claim))) return { ok: true };
  const item = await getItem(dynamodb, customHostRequest(host));
  if (item === undefined || item.organizationId !== undefined) return { ok: false, reason: 'taken' };
  return { ok: false, reason: 'held', until: isoTime(Date.parse(String(item.releasedAt)) + heldForMs) };
}

const claimHostRequest = (host: string, { organizationId, actor, force, now }: HostClaim): UpdateItem => {
  const isFree = force
    ? 'attribute_not_exists(#organizationId)'
    : 'attribute_not_exists(#organizationId) AND (attribute_not_exists(#releasedAt) OR #releasedFrom = :organizationId OR #releasedAt <= :heldSince)';
  return {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedSecrets',
      Key: hostPrimaryKey(host),
      UpdateExpression:
        'SET #organizationId = :organizationId, #claimedAt = :claimedAt, #claimedBy = :claimedBy REMOVE #releasedAt, #releasedBy, #releasedFrom',
      ConditionExpression: `#organizationId = :organizationId OR (${isFree})`,
      ExpressionAttributeNames: {
        '#organizationId': 'organizationId',
        '#claimedAt': 'claimedAt',
        '#claimedBy': 'claimedBy',
        '#releasedAt': 'releasedAt',
        '#releasedBy': 'releasedBy',
        '#releasedFrom': 'releasedFrom',
      },
      ExpressionAttributeValues: {
        ':organizationId': organizationId,
        ':claimedAt': isoTime(now),
        ':claimedBy': actor,
        ...(force ? {} : { ':heldSince': isoTime(now - heldForMs) }),
      },
      ReturnValues: 'NONE',
    },
  };
};
