import { isoTime } from '../clock.ts';
import { parseTime } from '../parse-time.ts';
import type { SecretLifecycle } from './secret-lifecycle.ts';
import type { SecretLimits } from './secret-limits.ts';
import { isDisabled, secretStatus } from './secret-status.ts';

/**
 * What an operation makes of a secret's lifecycle. Retired stays retired: every transition of a retired secret is
 * refused.
 */
export type Transition =
  | Changed
  /** The secret already is as the operation demands. */
  | { outcome: 'unchanged' }
  | Refused;

type Changed = { outcome: 'changed'; lifecycle: SecretLifecycle };
type Refused = { outcome: 'refused'; reason: 'already_retired' | 'already_replaced' | 'organization_full' };

/**
 * Disables a secret, until it is enabled or for some minutes. Of two disablements the one that ends later wins: a
 * temporary one never shortens an indefinite one.
 *
 * @param options.now epoch milliseconds
 */
export function disable(
  lifecycle: SecretLifecycle,
  { minutes, now }: { minutes?: number | undefined; now: number },
): Transition {
  if (isRetired(lifecycle, now)) return alreadyRetired;
  const end = minutes === undefined ? Number.POSITIVE_INFINITY : now + minutes * 60_000;
  const inForce = isDisabled(lifecycle, now);
  if (inForce && endOfDisablement(lifecycle) >= end) return unchanged;
  const { disabledAt = isoTime(now), ...others } = inForce ? lifecycle : enabled(lifecycle);
  const { disabledUntil: _, ...indefinite } = { ...others, disabledAt };
  return changed(minutes === undefined ? indefinite : { ...indefinite, disabledUntil: isoTime(end) });
}

/** Ends a disablement that is in force. */
export function enable(lifecycle: SecretLifecycle, { now }: { now: number }): Transition {
  if (isRetired(lifecycle, now)) return alreadyRetired;
  return isDisabled(lifecycle, now) ? changed(enabled(lifecycle)) : unchanged;
}

/**
 * Sets the time at which a secret retires, also in place of one that was set before.
 *
 * @param options.retiresAt ISO time with milliseconds, later than now
 */
export function scheduleRetirement(
  lifecycle: SecretLifecycle,
  { retiresAt, now }: { retiresAt: string; now: number },
): Transition {
  if (isRetired(lifecycle, now)) return alreadyRetired;
  return lifecycle.retiresAt === retiresAt ? unchanged : changed({ ...lifecycle, retiresAt });
}

/** Takes back a retirement whose time hasn't come. */
export function cancelRetirement(lifecycle: SecretLifecycle, { now }: { now: number }): Transition {
  if (isRetired(lifecycle, now)) return alreadyRetired;
  const { retiresAt, ...others } = lifecycle;
  return retiresAt === undefined ? unchanged : changed(others);
}

/** @param options.limits in place of all that there are; `undefined` removes them */
export function limit(
  lifecycle: SecretLifecycle,
  { limits, now }: { limits: SecretLimits | undefined; now: number },
): Transition {
  if (isRetired(lifecycle, now)) return alreadyRetired;
  const { limits: before, ...others } = lifecycle;
  if (JSON.stringify(before) === JSON.stringify(limits)) return unchanged;
  return changed(limits === undefined ? others : { ...others, limits });
}

/**
 * Retires a secret in favor of its successor: at once, by a mark that needs no clock, or after an overlap, unless it
 * retires before that anyway.
 *
 * @param options.exists whether a secret is in the organization: a deleted successor doesn't count
 */
export function replace(
  lifecycle: SecretLifecycle,
  {
    successorId,
    overlapHours,
    exists,
    now,
  }: { successorId: string; overlapHours: number; exists: (secretId: string) => boolean; now: number },
): Changed | Refused {
  if (isRetired(lifecycle, now)) return alreadyRetired;
  const { replacedBy, retiresAt } = lifecycle;
  if (replacedBy !== undefined && exists(replacedBy))
    return { outcome: 'refused', reason: 'already_replaced' };
  const replaced = { ...lifecycle, replacedBy: successorId };
  if (overlapHours === 0) return changed({ ...replaced, retired: true, retiresAt: isoTime(now) });
  const end = Math.min(now + overlapHours * 3_600_000, timeOf(retiresAt));
  return changed({ ...replaced, retiresAt: isoTime(end) });
}

const unchanged: Transition = { outcome: 'unchanged' };
const alreadyRetired: Refused = { outcome: 'refused', reason: 'already_retired' };

const changed = (lifecycle: SecretLifecycle): Changed => ({ outcome: 'changed', lifecycle });

const isRetired = (lifecycle: SecretLifecycle, now: number): boolean =>
  secretStatus(lifecycle, now) === 'retired';

const enabled = ({ disabledAt: _, disabledUntil: __, ...others }: SecretLifecycle): SecretLifecycle => others;

/** Epoch milliseconds. A disablement whose end is absent or can't be parsed has none. */
const endOfDisablement = ({ disabledUntil }: SecretLifecycle): number => timeOf(disabledUntil);

const timeOf = (time: string | undefined): number =>
  (time === undefined ? undefined : parseTime(time)) ?? Number.POSITIVE_INFINITY;
