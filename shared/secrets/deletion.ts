import type { Item, PrimaryKey } from '../dynamodb.ts';
import type { DeletionItem } from '../organizations/organization.ts';

/** A deleted secret: who deleted it, and when. Nothing that it signed is accepted since. */
export type Deletion = DeletionItem & { id: string };

export const deletionPrimaryKey = (organizationId: string, secretId: string): PrimaryKey => ({
  partitionKey: `DELETED#${organizationId}`,
  sortKey: secretId,
});

/** Converts an item, or an entry of an organization's `deletions`, to a deletion. */
export const toDeletion = (id: string, { name, deletedAt, deletedBy }: DeletionItem | Item): Deletion => ({
  id,
  name: String(name),
  deletedAt: String(deletedAt),
  deletedBy: String(deletedBy),
});
