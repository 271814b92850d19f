import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { changeLifecycle, type LifecycleChange } from './change-lifecycle.ts';
import { changeLifecycleAccess } from './lifecycle-access.ts';
import { scheduleRetirement as schedule } from './lifecycle-transitions.ts';

export const scheduleRetirementAccess: readonly TableAccess[] = changeLifecycleAccess;

/**
 * Sets the time at which a secret retires. Every verification compares it with its own clock, so it needs no job to
 * take effect.
 *
 * @param options.retiresAt ISO time with milliseconds, later than now
 * @param options.now epoch milliseconds
 */
export const scheduleRetirement = (
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, retiresAt, now }: { secretId: string; retiresAt: string; now: number },
): Promise<LifecycleChange> =>
  changeLifecycle(dynamodb, organizationId, {
    secretId,
    transition: (lifecycle) => schedule(lifecycle, { retiresAt, now }),
  });
