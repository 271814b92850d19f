import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { changeLifecycle, type LifecycleChange } from './change-lifecycle.ts';
import { changeLifecycleAccess } from './lifecycle-access.ts';
import { cancelRetirement as cancel } from './lifecycle-transitions.ts';

export const cancelRetirementAccess: readonly TableAccess[] = changeLifecycleAccess;

/**
 * Takes back the retirement of a secret, as long as its time hasn't come.
 *
 * @param options.now epoch milliseconds
 */
export const cancelRetirement = (
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, now }: { secretId: string; now: number },
): Promise<LifecycleChange> =>
  changeLifecycle(dynamodb, organizationId, {
    secretId,
    transition: (lifecycle) => cancel(lifecycle, { now }),
  });
