import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { changeLifecycle, type LifecycleChange } from './change-lifecycle.ts';
import { moveKeyAccess } from './lifecycle-access.ts';
import { disable } from './lifecycle-transitions.ts';

export const disableSecretAccess: readonly TableAccess[] = moveKeyAccess('keys', 'disabledKeys');

/**
 * Disables a secret: from the response on, none of its URLs and sessions is accepted, until it is enabled or the
 * minutes are over. Its sessions come back with it, unless they have expired or were ended. Of two disablements the
 * one that ends later wins.
 *
 * @param options.minutes 1 to 1,440; `undefined` for no end
 * @param options.now epoch milliseconds
 */
export const disableSecret = (
  dynamodb: DynamoDb,
  organizationId: string,
  { secretId, minutes, now }: { secretId: string; minutes?: number | undefined; now: number },
): Promise<LifecycleChange> =>
  changeLifecycle(dynamodb, organizationId, {
    secretId,
    transition: (lifecycle) => disable(lifecycle, { minutes, now }),
  });
