import type { DynamoDb } from '../shared/dynamodb.ts';
import { listEvents } from '../shared/events/list-events.ts';
import { readOrganizationWithoutKeys } from '../shared/organizations/read-organization-without-keys.ts';
import { readDeletion } from '../shared/secrets/read-deletion.ts';

/** A secret that was deleted and that a restored table would make active again. */
export type RevivedSecret = {
  organizationId: string;
  secretId: string;
  name: string;
  /** Of the deletion that the restore takes back. */
  deletedAt: string;
  deletedBy: string;
};

type Deletion = Pick<RevivedSecret, 'deletedAt' | 'deletedBy'>;

/**
 * Finds the secrets of an organization that are active in a restored table although they were deleted. Both records of
 * a deletion count: the event in the audit trail, also one whose outcome is unknown, and the deletion record in
 * the table that is to be replaced. A deletion doesn't wait for its event, and a damaged table may lack its record.
 *
 * @param tables.restored with the restored table as `EmbedSecrets`
 * @param tables.replaced with the table that it replaces as `EmbedSecrets`, and with the audit trail
 */
export async function revivedSecrets(
  { restored, replaced }: { restored: DynamoDb; replaced: DynamoDb },
  organizationId: string,
): Promise<RevivedSecret[]> {
  const organization = await readOrganizationWithoutKeys(restored, organizationId);
  const active = Object.entries(organization?.secrets ?? {});
  if (active.length === 0) return [];
  const events = await deletionEvents(replaced, organizationId);
  const before = await readOrganizationWithoutKeys(replaced, organizationId);
  const found = await Promise.all(
    active.map(async ([secretId, { name, createdAt }]) => {
      const recorded =
        before && (await readDeletion(replaced, organizationId, { secretId, organization: before }));
      const deletion = recorded ?? events.ofSecret.get(secretId) ?? ofOrganization(events, createdAt);
      if (deletion === undefined) return [];
      const { deletedAt, deletedBy } = deletion;
      return [{ organizationId, secretId, name, deletedAt, deletedBy }];
    }),
  );
  return found.flat();
}

/** Deleting an organization deletes every secret that it had. Its deletion records are gone, its audit trail isn't. */
const ofOrganization = ({ ofOrganization: deletions }: DeletionEvents, createdAt: string) =>
  deletions.find(({ deletedAt }) => deletedAt > createdAt);

/** The deletions of secrets, by secret, and those of the organization itself, the last one first. */
type DeletionEvents = { ofSecret: ReadonlyMap<string, Deletion>; ofOrganization: readonly Deletion[] };

/** The deletions in an organization's audit trail. */
async function deletionEvents(dynamodb: DynamoDb, organizationId: string): Promise<DeletionEvents> {
  const ofSecret = new Map<string, Deletion>();
  const ofOrganization: Deletion[] = [];
  let cursor: string | undefined;
  do {
    const { events, nextCursor } = await listEvents(dynamodb, organizationId, { cursor });
    for (const { type, secretId, at, actor } of events) {
      const deletion = { deletedAt: at, deletedBy: actor };
      if (type === 'organization_deleted') ofOrganization.push(deletion);
      // Newest first: the earliest deletion stays.
      if (type === 'secret_deleted' && secretId !== undefined) ofSecret.set(secretId, deletion);
    }
    cursor = nextCursor;
  } while (cursor !== undefined);
  return { ofSecret, ofOrganization };
}
