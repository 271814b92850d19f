import { parseTime } from '../parse-time.ts';
import type { SecretLifecycle } from './secret-lifecycle.ts';

/** `active` and `retiring` secrets verify; `disabled` and `retired` ones don't. */
export type SecretStatus = 'active' | 'retiring' | 'disabled' | 'retired';

/**
 * The status of a secret at a time: the first that applies of `retired`, `disabled`, `retiring`, `active`.
 * A deadline that can't be parsed refuses: the secret is retired, or stays disabled.
 *
 * @param lifecycle the secret's entry; `undefined` for a secret that has none
 * @param now epoch milliseconds
 */
export function secretStatus(lifecycle: SecretLifecycle | undefined, now: number): SecretStatus {
  if (lifecycle === undefined) return 'active';
  const { retired, retiresAt } = lifecycle;
  if (retired === true || (retiresAt !== undefined && isReached(retiresAt, now, true))) return 'retired';
  if (isDisabled(lifecycle, now)) return 'disabled';
  return retiresAt === undefined ? 'active' : 'retiring';
}

/** Whether a disablement is in force, also if the secret is retired. */
export const isDisabled = ({ disabledAt, disabledUntil }: SecretLifecycle, now: number): boolean =>
  (disabledAt !== undefined || disabledUntil !== undefined) &&
  (disabledUntil === undefined || !isReached(disabledUntil, now, false));

/** Whether a deadline is reached: at its very millisecond, it is. */
function isReached(deadline: string, now: number, ifUnparsable: boolean): boolean {
  const time = parseTime(deadline);
  return time === undefined ? ifUnparsable : now >= time;
}
