import type { OperationId } from '../../../shared/contract/operations.ts';
import type { Random } from '../harness/random.ts';
import { isDisabled, isRetired, limitsOf, type SecretModel } from './secret-model.ts';

/** Something that an admin does, or that the clock causes. */
export type Change = {
  /** Absent: only time passes. */
  operation?: OperationId;
  body?: object;
  /** The status that the contract requires. */
  status?: number;
  to: (model: SecretModel) => SecretModel;
  passMs?: number;
  successorLimits?: SecretModel['limits'];
};

const hour = 3_600_000;
const minute = 60_000;
const never = Number.POSITIVE_INFINITY;
const limitNames = Object.keys(limitsOf) as SecretModel['limits'][];

/** Draws a change to a secret, and says what it leads to according to the contract. */
export function drawChange(model: SecretModel, { now, random }: { now: number; random: Random }): Change {
  const change = random.pick([
    passTime,
    disable,
    disableFor,
    enable,
    rotate,
    rotate,
    schedule,
    cancel,
    limit,
  ])(model, now, random);
  if (change.operation === undefined) return change;
  const unchanged = (one: SecretModel): SecretModel => one;
  if (model.deleted) return { ...change, status: 404, to: unchanged };
  if (isRetired(model, now)) return { ...change, status: 409, to: unchanged };
  return change;
}

type Draw = (model: SecretModel, now: number, random: Random) => Change;

/** Deadlines are an hour or 10 minutes ahead, so no clock is ever within 5 seconds of one. */
const passTime: Draw = (_model, _now, random) => ({
  passMs: random.pick([15 * minute, 90 * minute]),
  to: (model) => model,
});

const disable: Draw = () => ({
  operation: 'disable-secret',
  status: 200,
  to: (model) => ({ ...model, disabled: true, disabledUntil: never }),
});

const disableFor: Draw = (_model, now) => ({
  operation: 'disable-secret',
  body: { minutes: 10 },
  status: 200,
  to: (model) => {
    const later = isDisabled(model, now)
      ? Math.max(model.disabledUntil, now + 10 * minute)
      : now + 10 * minute;
    return { ...model, disabled: true, disabledUntil: later };
  },
});

const enable: Draw = () => ({
  operation: 'enable-secret',
  status: 200,
  to: (model) => ({ ...model, disabled: false, disabledUntil: never }),
});

const rotate: Draw = (model, now, random) => {
  const overlapHours = random.pick([0, 1]);
  const change = { operation: 'rotate-secret', body: { overlapHours } } as const;
  if (model.replaced) return { ...change, status: 409, to: (one) => one };
  return {
    ...change,
    status: 201,
    successorLimits: model.limits,
    to: (one) =>
      overlapHours === 0
        ? { ...one, retired: true, replaced: true }
        : { ...one, retiresAt: Math.min(one.retiresAt, now + hour), replaced: true },
  };
};

const schedule: Draw = (_model, now) => ({
  operation: 'schedule-retirement',
  body: { retiresAt: new Date(now + hour).toISOString() },
  status: 200,
  to: (model) => ({ ...model, retiresAt: now + hour }),
});

const cancel: Draw = () => ({
  operation: 'cancel-retirement',
  status: 200,
  to: (model) => ({ ...model, retiresAt: never }),
});

const limit: Draw = (_model, _now, random) => {
  const limits = random.pick(limitNames);
  return {
    operation: 'limit-secret',
    body: limitsOf[limits],
    status: 200,
    to: (model) => ({ ...model, limits }),
  };
};
