import { isoTime } from '../clock.ts';
import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { listHosts, listHostsAccess } from '../hosts/list-hosts.ts';
import { releaseHost, releaseHostAccess } from '../hosts/release-host.ts';
import { deletionPrimaryKey } from '../secrets/deletion.ts';
import { listDeletedIds, listDeletedIdsAccess } from '../secrets/list-deleted-ids.ts';
import { claimsPrimaryKey } from '../sessions/claims-item.ts';
import { listSessionsAccess } from '../sessions/list-sessions.ts';
import { sessionIdOfKey } from '../sessions/session.ts';
import { isPendingSessionId } from '../sessions/session-id.ts';
import { recentUsePartition } from '../usage/record-recent-use.ts';
import { usagePrimaryKey, usageShards } from '../usage/usage.ts';
import { countedV0Days, v0LoginCountPrimaryKey } from '../v0-logins/v0-login-count.ts';
import { deleteIndexedItems, deleteItems } from '../viewers/delete-indexed-items.ts';
import type { SearchBudget } from '../viewers/viewer-items.ts';
import {
  completeDeletion,
  organizationDeletionAccess,
  readOrganizationDeletion,
  startDeletion,
} from './organization-deletion.ts';

const deletedPartitions = ['SESSION#', 'CLAIMS#', 'USAGE#', 'RECENT#', 'V0#'] as const;

export const deleteOrganizationAccess: readonly TableAccess[] = [
  ...organizationDeletionAccess,
  ...listHostsAccess,
  ...releaseHostAccess,
  ...listDeletedIdsAccess,
  { table: 'EmbedSecrets', action: 'DeleteItem', partition: 'DELETED#' },
  ...listSessionsAccess,
  ...deletedPartitions.map(
    (partition) => ({ table: 'EmbedSessions', action: 'DeleteItem', partition }) as const,
  ),
];

/** What one call does at most: more would take longer than a request may. */
const maxQueries = 100;
const maxItems = 500;

export type DeletionOutcome =
  /** `repeated`: it had been deleted before. */
  | { outcome: 'deleted'; deletedAt: string; repeated: boolean }
  /** The keys are gone, the rest isn't yet: call it again. */
  | { outcome: 'incomplete' }
  | { outcome: 'embed_enabled' }
  | { outcome: 'unknown' };

/**
 * Deletes an organization whose Embed is off: first its keys, then its sessions with their claims, its hosts, and the
 * counters and records of its secrets; last what its own item holds. The audit trail stays.
 *
 * One call does a bounded part of it. If that wasn't all, or if it fails halfway, calling it again goes on.
 *
 * @param options.now epoch milliseconds
 */
export async function deleteOrganization(
  dynamodb: DynamoDb,
  organizationId: string,
  { actor, now }: { actor: string; now: number },
): Promise<DeletionOutcome> {
  const before = await readOrganizationDeletion(dynamodb, organizationId);
  if (before === undefined) return { outcome: 'unknown' };
  if (before.embedEnabled) return { outcome: 'embed_enabled' };
  if (
    before.deletionStartedAt === undefined &&
    !(await startDeletion(dynamodb, organizationId, isoTime(now)))
  ) {
    return { outcome: 'embed_enabled' };
  }

  const budget = { queries: maxQueries, items: maxItems };
  const isEmpty =
    (await deleteSessions(dynamodb, organizationId, budget)) &&
    (await releaseHosts(dynamodb, organizationId, { actor, now })) &&
    (await deleteRecords(dynamodb, organizationId, budget));
  if (!isEmpty) return { outcome: 'incomplete' };
  await deleteItems(
    dynamodb,
    countedV0Days(now).map((date) => v0LoginCountPrimaryKey(organizationId, date)),
  );
  if (before.deletedAt !== undefined)
    return { outcome: 'deleted', deletedAt: before.deletedAt, repeated: true };
  const deletedAt = await completeDeletion(dynamodb, organizationId, isoTime(now));
  return { outcome: 'deleted', deletedAt, repeated: false };
}

const deleteSessions = (dynamodb: DynamoDb, organizationId: string, budget: SearchBudget): Promise<boolean> =>
  deleteIndexedItems(dynamodb, {
    partition: organizationId,
    budget,
    // Before the session: only the session's key says where they are.
    besides: ({ partitionKey }) => {
      const sessionId = sessionIdOfKey(String(partitionKey));
      return isPendingSessionId(sessionId) ? [claimsPrimaryKey(organizationId, sessionId)] : [];
    },
  });

/** Releases the hosts: each is held for 7 days, like every released one. */
async function releaseHosts(
  dynamodb: DynamoDb,
  organizationId: string,
  release: { actor: string; now: number },
): Promise<true> {
  let cursor: string | undefined;
  do {
    const page = await listHosts(dynamodb, { organizationId, cursor, limit: 100 });
    await Promise.all(page.hosts.map(({ host }) => releaseHost(dynamodb, host, release)));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return true;
}

/** Deletes the counters, recent uses and deletion records of all secrets that the organization has or had. */
async function deleteRecords(
  dynamodb: DynamoDb,
  organizationId: string,
  budget: SearchBudget,
): Promise<boolean> {
  // Read after the deletion has started: no secret can be added, and one that is deleted now is still in one of the two.
  const organization = await readOrganizationDeletion(dynamodb, organizationId);
  const recorded = await listDeletedIds(dynamodb, organizationId);
  for (const secretId of new Set([...(organization?.secretIds ?? []), ...recorded])) {
    const partition = recentUsePartition(organizationId, secretId);
    if (!(await deleteIndexedItems(dynamodb, { partition, budget }))) return false;
    const shards = Array.from({ length: usageShards }, (_, shard) => shard);
    await deleteItems(
      dynamodb,
      shards.map((shard) => usagePrimaryKey(organizationId, secretId, shard)),
    );
    // Last: the record is what leads to the others.
    const Key = deletionPrimaryKey(organizationId, secretId);
    await dynamodb({
      operation: 'DeleteItem',
      input: { TableName: 'EmbedSecrets', Key, ReturnValues: 'NONE' },
    });
  }
  return true;
}
