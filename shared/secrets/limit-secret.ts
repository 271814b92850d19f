import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { hasRoomFor } from '../organizations/organization-size.ts';
import { changeLifecycle, type LifecycleChange } from './change-lifecycle.ts';
import { changeLifecycleAccess } from './lifecycle-access.ts';
import { limit } from './lifecycle-transitions.ts';
import type { SecretLimits } from './secret-limits.ts';

export const limitSecretAccess: readonly TableAccess[] = changeLifecycleAccess;

/**
 * Replaces the limits of a secret. They hold for URLs and for sessions that exist.
 *
 * @param options.limits as {@link ../contract/secret-limits.ts} returns them; `undefined` removes all limits
 * @param options.now epoch milliseconds
 */
export const limitSecret = (
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, limits, now }: { secretId: string; limits: SecretLimits | undefined; now: number },
): Promise<LifecycleChange> =>
  changeLifecycle(dynamodb, organizationId, {
    secretId,
    transition: (before, organization) => {
      const transition = limit(before, { limits, now });
      if (transition.outcome !== 'changed' || limits === undefined) return transition;
      const lifecycle = { ...organization.lifecycle, [secretId]: transition.lifecycle };
      const fits = hasRoomFor(organizationId, { ...organization, lifecycle });
      return fits ? transition : { outcome: 'refused', reason: 'organization_full' };
    },
  });
