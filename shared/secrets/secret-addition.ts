import { isoTime } from '../clock.ts';
import type { OrganizationWithoutKeys, SecretItem } from '../organizations/organization.ts';
import { hasRoomFor } from '../organizations/organization-size.ts';
import type { SecretLifecycle } from './secret-lifecycle.ts';

/** A secret to add, without its key. */
export type SecretAddition = { id: string; secret: SecretItem; lifecycle: SecretLifecycle };

/** @param options.now epoch milliseconds */
export const newSecretItem = (
  secretKey: string,
  { name, actor, now }: { name: string; actor: string; now: number },
): SecretItem => ({ name, keyHint: secretKey.slice(-4), createdAt: isoTime(now), createdBy: actor });

/** Why an organization can't have another secret; `undefined` if it can. */
export function additionRefusal(
  organizationId: string,
  organization: OrganizationWithoutKeys,
  { addition: { id, secret, lifecycle }, maximum }: { addition: SecretAddition; maximum: number },
): 'secret_limit' | 'organization_full' | undefined {
  if (Object.keys(organization.secrets).length >= maximum) return 'secret_limit';
  const fits = hasRoomFor(organizationId, {
    ...organization,
    secrets: { ...organization.secrets, [id]: secret },
    lifecycle: { ...organization.lifecycle, [id]: lifecycle },
  });
  return fits ? undefined : 'organization_full';
}
