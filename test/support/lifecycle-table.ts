import type { SecretLifecycle } from '../../shared/secrets/secret-lifecycle.ts';
import type { SecretStatus } from '../../shared/secrets/secret-status.ts';

/** The time at which the table is read. */
export const tableNow = Date.parse('2026-01-01T12:00:00.000Z');

const hours = (count: number): string => new Date(tableNow + count * 3_600_000).toISOString();

/** A deleted successor's id: ids are never reused, so no secret has it. */
export const deletedSuccessorId = '01DE1ETED0DE1ETED0DE1ETED0';

/** Every state of a secret that operations tell apart. `SUCCESSOR` is the id of a secret that exists. */
export const lifecycleStates = {
  untouched: undefined,
  active: { limits: { paths: ['/reports'] } },
  'active after a temporary disablement': { disabledAt: hours(-2), disabledUntil: hours(-1) },
  'active, replaced by a deleted secret': { replacedBy: deletedSuccessorId },
  'active, replaced': { replacedBy: 'SUCCESSOR' },
  retiring: { retiresAt: hours(1) },
  'retiring, replaced': { retiresAt: hours(1), replacedBy: 'SUCCESSOR' },
  'disabled indefinitely': { disabledAt: hours(-1) },
  'disabled for an hour': { disabledAt: hours(-1), disabledUntil: hours(1) },
  'disabled and retiring': { disabledAt: hours(-1), retiresAt: hours(1) },
  'retired by its deadline': { retiresAt: hours(0), replacedBy: 'SUCCESSOR' },
  'retired at once': { retired: true, retiresAt: hours(-1), replacedBy: 'SUCCESSOR' },
  'retired while disabled': { disabledAt: hours(-1), retiresAt: hours(-0.5) },
} as const satisfies Record<string, SecretLifecycle | undefined>;

export type LifecycleState = keyof typeof lifecycleStates;

/** The operations, with the parameters that make a difference. */
export const lifecycleOperations = [
  'disable',
  'disable for 30 minutes',
  'disable for 120 minutes',
  'enable',
  'schedule in 2 hours',
  'cancel',
  'limit',
  'rotate at once',
  'rotate with 2 hours',
] as const;

export type LifecycleOperation = (typeof lifecycleOperations)[number];

/** What an operation leads to: the status and, where it matters, the deadline; or no change; or a refusal. */
export type Expected =
  | `to ${SecretStatus}${'' | ` ${string}`}`
  | 'no change'
  | 'already_retired'
  | 'already_replaced';

const retired = Object.fromEntries(
  lifecycleOperations.map((operation) => [operation, 'already_retired']),
) as Record<LifecycleOperation, Expected>;

const until30 = 'to disabled until +0.5h';
const until120 = 'to disabled until +2h';

const usable = {
  disable: 'to disabled indefinitely',
  'disable for 30 minutes': until30,
  'disable for 120 minutes': until120,
  enable: 'no change',
  'schedule in 2 hours': 'to retiring at +2h',
  cancel: 'no change',
  limit: 'to active',
  'rotate at once': 'to retired at +0h',
  'rotate with 2 hours': 'to retiring at +2h',
} as const satisfies Record<LifecycleOperation, Expected>;

const replaced = { 'rotate at once': 'already_replaced', 'rotate with 2 hours': 'already_replaced' } as const;

const retiring = {
  ...usable,
  disable: 'to disabled indefinitely at +1h',
  'disable for 30 minutes': 'to disabled until +0.5h at +1h',
  'disable for 120 minutes': 'to disabled until +2h at +1h',
  cancel: 'to active',
  limit: 'to retiring at +1h',
  // The deadline that it already has comes first.
  'rotate with 2 hours': 'to retiring at +1h',
} as const satisfies Record<LifecycleOperation, Expected>;

const disabled = {
  disable: 'no change',
  'disable for 30 minutes': 'no change',
  'disable for 120 minutes': 'no change',
  enable: 'to active',
  'schedule in 2 hours': 'to disabled indefinitely at +2h',
  cancel: 'no change',
  limit: 'to disabled indefinitely',
  'rotate at once': 'to retired at +0h',
  'rotate with 2 hours': 'to disabled indefinitely at +2h',
} as const satisfies Record<LifecycleOperation, Expected>;

/** State × operation → outcome. */
export const lifecycleTable: Record<LifecycleState, Record<LifecycleOperation, Expected>> = {
  untouched: usable,
  active: usable,
  'active after a temporary disablement': usable,
  'active, replaced by a deleted secret': usable,
  'active, replaced': { ...usable, ...replaced },
  retiring,
  'retiring, replaced': { ...retiring, ...replaced },
  'disabled indefinitely': disabled,
  'disabled for an hour': {
    ...disabled,
    disable: 'to disabled indefinitely',
    'disable for 120 minutes': until120,
    'schedule in 2 hours': 'to disabled until +1h at +2h',
    limit: 'to disabled until +1h',
    'rotate with 2 hours': 'to disabled until +1h at +2h',
  },
  'disabled and retiring': {
    ...disabled,
    enable: 'to retiring at +1h',
    cancel: 'to disabled indefinitely',
    limit: 'to disabled indefinitely at +1h',
    'rotate with 2 hours': 'to disabled indefinitely at +1h',
  },
  'retired by its deadline': retired,
  'retired at once': retired,
  'retired while disabled': retired,
};

/** A lifecycle in the words of the table. */
export function describeLifecycle(
  status: SecretStatus,
  { disabledUntil, retiresAt }: SecretLifecycle,
): Expected {
  const parts: string[] = [status];
  const after = (time: string): string => `+${(Date.parse(time) - tableNow) / 3_600_000}h`;
  if (status === 'disabled')
    parts.push(disabledUntil === undefined ? 'indefinitely' : `until ${after(disabledUntil)}`);
  if (retiresAt !== undefined) parts.push(`at ${after(retiresAt)}`);
  return `to ${parts.join(' ')}` as Expected;
}
