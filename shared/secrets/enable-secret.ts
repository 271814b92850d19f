import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { changeLifecycle, type LifecycleChange } from './change-lifecycle.ts';
import { moveKeyAccess } from './lifecycle-access.ts';
import { enable } from './lifecycle-transitions.ts';

export const enableSecretAccess: readonly TableAccess[] = moveKeyAccess('keys', 'disabledKeys');

/**
 * Ends a disablement: the secret's URLs and sessions are accepted again. Enabling an enabled secret changes nothing.
 *
 * @param options.now epoch milliseconds
 */
export const enableSecret = (
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, now }: { secretId: string; now: number },
): Promise<LifecycleChange> =>
  changeLifecycle(dynamodb, organizationId, {
    secretId,
    transition: (lifecycle) => enable(lifecycle, { now }),
  });
