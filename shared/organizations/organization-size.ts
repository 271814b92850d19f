import type { SecretLifecycle } from '../secrets/secret-lifecycle.ts';
import { itemSize } from './item-size.ts';
import { type OrganizationWithoutKeys, organizationPrimaryKey } from './organization.ts';

/** Every request pays for the whole item: 32 KB are 8 read units, strongly consistent. */
export const organizationMaxBytes = 32 * 1024;

const time = '2026-01-01T00:00:00.000Z';
/** What disabling, scheduling and replacing a secret can add to its lifecycle. */
const allDeadlines: SecretLifecycle = {
  disabledAt: time,
  disabledUntil: time,
  retiresAt: time,
  retired: true,
  replacedBy: '0'.repeat(26),
  revision: '0'.repeat(8),
};

/**
 * The most bytes that an organization's item can have without further additions: each secret counts with its key and
 * with every deadline set. So disabling, retiring or deleting a secret never depends on the item's size.
 *
 * DynamoDB's conditions can't measure a map, so an addition is checked against the item as it was read just before:
 * several at the same moment can exceed the limit by their own size.
 */
export function organizationSize(
  organizationId: string,
  { secrets, lifecycle, ...organization }: OrganizationWithoutKeys,
): number {
  const ids = Object.keys(secrets);
  return itemSize({
    ...organizationPrimaryKey(organizationId),
    ...organization,
    secrets,
    lifecycle: Object.fromEntries(ids.map((id) => [id, { ...lifecycle[id], ...allDeadlines }])),
    keys: Object.fromEntries(ids.map((id) => [id, '0'.repeat(32)])),
    disabledKeys: {},
    retiredKeys: {},
  });
}

/** Whether an organization with an addition is within the limit. */
export const hasRoomFor = (organizationId: string, withAddition: OrganizationWithoutKeys): boolean =>
  organizationSize(organizationId, withAddition) <= organizationMaxBytes;
