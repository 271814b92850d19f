import { ulid } from 'ulid';
import { isoTime } from '../clock.ts';
import { type DynamoDb, getItem, type Item, TableUnavailableError, writeIf } from '../dynamodb.ts';
import { type DeletionItem, maxLiveSecrets, type SecretItem } from '../organizations/organization.ts';
import { type OrganizationWithoutKeys, readOrganizationWithoutKeys } from '../organizations/store.ts';
import {
  addSecretRequest,
  deletionRequest,
  deletionsRequest,
  forgetDeletionRequest,
  putDeletionRequest,
  renameSecretRequest,
  revokeSecretRequest,
  secretKeyRequest,
  secretKeysRequest,
} from './requests.ts';
import { generateSecretKey } from './secret-key.ts';

/** A secret without its key. */
export type Secret = SecretItem & { id: string };

/** A deleted secret: who deleted it, and since when nothing that it signed is accepted. */
export type Deletion = DeletionItem & { id: string };

/** Why a change was not made: the organization, as it is now, does not allow it. */
export type ChangeRefusal = 'unknown_organization' | 'embed_disabled' | 'secret_limit' | 'unknown_secret';

/** Whether an id has the form of one: a ULID. */
export const isSecretId = (text: string): boolean => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);

/** The secrets of an organization, newest first. */
export const newestFirst = (secrets: Readonly<Record<string, SecretItem>>): Secret[] =>
  Object.entries(secrets)
    .map(([id, secret]) => ({ id, ...secret }))
    .sort((one, other) => (one.id < other.id ? 1 : -1));

type Change = { by: string; now: number };

/**
 * Makes a secret with a new key. Both work as soon as this returns.
 *
 * @param name as {@link ./secret-name.ts} gives it
 * @param change.now epoch milliseconds
 */
export async function createSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  { name, by, now }: Change & { name: string },
): Promise<{ ok: true; secret: Secret; secretKey: string } | { ok: false; reason: ChangeRefusal }> {
  const id = ulid(now);
  const secretKey = generateSecretKey();
  const secret = { name, keyHint: secretKey.slice(-4), createdAt: isoTime(now), createdBy: by };
  const add = addSecretRequest(organizationId, id, { secret, secretKey });
  if (await writeIf(dynamodb, add, (written) => memberOf(written, 'keys', id) === secretKey)) {
    return { ok: true, secret: { id, ...secret }, secretKey };
  }
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
  // The id is of this call alone: it is there when an attempt was carried out and its answer lost.
  if (organization.secrets[id] !== undefined) return { ok: true, secret: { id, ...secret }, secretKey };
  if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
  if (Object.keys(organization.secrets).length >= maxLiveSecrets)
    return { ok: false, reason: 'secret_limit' };
  // It was refused as things stood then, and would not be now.
  throw new TableUnavailableError('the organization changed meanwhile');
}

/** The key of a live secret, or `undefined` when there is none with this id. */
export async function readKey(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
): Promise<string | undefined> {
  const item = await getItem(dynamodb, secretKeyRequest(organizationId, secretId));
  return (item?.keys as Record<string, string> | undefined)?.[secretId];
}

/** The keys of all live secrets: secret id → secret key. */
export async function readKeys(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<Readonly<Record<string, string>>> {
  const item = await getItem(dynamodb, secretKeysRequest(organizationId));
  return (item?.keys ?? {}) as Record<string, string>;
}

/** The deletion of a secret, put beside the organization or not yet. `undefined` when it was not deleted. */
export async function readDeletion(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, organization }: { secretId: string; organization: OrganizationWithoutKeys },
): Promise<Deletion | undefined> {
  const pending = organization.deletions[secretId];
  const item = pending ?? (await getItem(dynamodb, deletionRequest(organizationId, secretId)));
  return item && toDeletion(secretId, item as unknown as DeletionItem);
}

/** The three last deletions among those of the 100 youngest secrets, newest first. */
export async function lastDeletions(
  dynamodb: DynamoDb,
  organizationId: string,
  { deletions }: OrganizationWithoutKeys,
): Promise<Deletion[]> {
  const { Items: items = [] } = await dynamodb(deletionsRequest(organizationId, 100));
  const recorded = items.map((item) => toDeletion(String(item.sortKey), item as unknown as DeletionItem));
  const pending = Object.entries(deletions).map(([id, deletion]) => toDeletion(id, deletion));
  return [...recorded, ...pending]
    .sort((one, other) => (one.deletedAt < other.deletedAt ? 1 : -1))
    .slice(0, 3);
}

const toDeletion = (id: string, { name, deletedAt, deletedBy }: DeletionItem): Deletion => ({
  id,
  name,
  deletedAt,
  deletedBy,
});

/** Renames a secret; its key stays. */
export async function rename(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, name, now }: { secretId: string; name: string; now: number },
): Promise<{ ok: true; secret: Secret } | { ok: false; reason: ChangeRefusal }> {
  const change = { name, renamedAt: isoTime(now) };
  const request = renameSecretRequest(organizationId, secretId, change);
  const renamed = await writeIf(dynamodb, request, (written) => {
    const secret = memberOf(written, 'secrets', secretId) as Partial<SecretItem> | undefined;
    return secret?.name === name && secret.renamedAt === change.renamedAt;
  });
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  const secret = organization?.secrets[secretId];
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
  if (!renamed && !organization.embedEnabled) return { ok: false, reason: 'embed_disabled' };
  if (secret === undefined) return { ok: false, reason: 'unknown_secret' };
  if (!renamed) throw new TableUnavailableError('the organization changed meanwhile');
  return { ok: true, secret: { id: secretId, ...secret, ...change } };
}

/**
 * Deletes a secret: one update takes its key away, which ends every URL and session that it signed. Then the
 * deletion record is put beside the organization. Whatever of that failed before, calling it again completes;
 * the record of the first deletion stays. It works while Embed is off too: a leaked key must not come back with it.
 */
export async function deleteSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, by, now }: Change & { secretId: string },
): Promise<{ ok: true; deletion: Deletion } | { ok: false; reason: ChangeRefusal }> {
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };

  const secret = organization.secrets[secretId];
  let deletion = organization.deletions[secretId];
  if (secret !== undefined) {
    deletion = { name: secret.name, deletedAt: isoTime(now), deletedBy: by };
    const revoke = revokeSecretRequest(organizationId, secretId, deletion);
    if (
      !(await writeIf(dynamodb, revoke, (written) =>
        isDeletion(memberOf(written, 'deletions', secretId), now),
      ))
    ) {
      return await deletedMeanwhile(dynamodb, organizationId, secretId);
    }
  }
  return await recordDeletion(dynamodb, organizationId, secretId, deletion);
}

/** The secret was there and is not: an earlier attempt of ours took it, or another call did. */
async function deletedMeanwhile(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
): ReturnType<typeof deleteSecret> {
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization === undefined) return { ok: false, reason: 'unknown_organization' };
  if (organization.secrets[secretId] !== undefined) {
    throw new TableUnavailableError('the organization changed meanwhile');
  }
  return await recordDeletion(dynamodb, organizationId, secretId, organization.deletions[secretId]);
}

/** @param pending the deletion that is not yet put beside the organization, where there is one */
async function recordDeletion(
  dynamodb: DynamoDb,
  organizationId: string,
  secretId: string,
  pending: DeletionItem | undefined,
): ReturnType<typeof deleteSecret> {
  if (pending !== undefined) {
    await writeIf(dynamodb, putDeletionRequest(organizationId, secretId, pending), (written) =>
      isDeletion(written, Date.parse(pending.deletedAt)),
    );
    await writeIf(dynamodb, forgetDeletionRequest(organizationId, secretId));
    return { ok: true, deletion: { id: secretId, ...pending } };
  }
  const item = await getItem(dynamodb, deletionRequest(organizationId, secretId));
  if (item === undefined) return { ok: false, reason: 'unknown_secret' };
  return { ok: true, deletion: toDeletion(secretId, item as unknown as DeletionItem) };
}

/** One entry of a map that an update answered with. */
const memberOf = (written: Item, map: string, id: string): unknown =>
  (written[map] as Record<string, unknown> | undefined)?.[id];

const isDeletion = (written: unknown, at: number): boolean =>
  (written as Partial<DeletionItem> | undefined)?.deletedAt === isoTime(at);
