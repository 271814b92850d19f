import { describe, expect, it } from 'vitest';
import {
  cancelRetirement,
  disable,
  enable,
  limit,
  replace,
  scheduleRetirement,
  type Transition,
} from '../../../shared/secrets/lifecycle-transitions.ts';
import { keyMapOf, type SecretLifecycle } from '../../../shared/secrets/secret-lifecycle.ts';
import { secretStatus } from '../../../shared/secrets/secret-status.ts';
import {
  deletedSuccessorId,
  describeLifecycle,
  type LifecycleOperation,
  type LifecycleState,
  lifecycleOperations,
  lifecycleStates,
  lifecycleTable,
  tableNow as now,
} from '../../support/lifecycle-table.ts';

const at = (difference: number): string => new Date(now + difference).toISOString();
const limits = { hosts: ['staging.example.com'] };
const successor = { successorId: 'NEW', exists: (id: string) => id !== deletedSuccessorId };

const transitions: Record<LifecycleOperation, (lifecycle: SecretLifecycle, now: number) => Transition> = {
  disable: (lifecycle, now) => disable(lifecycle, { now }),
  'disable for 30 minutes': (lifecycle, now) => disable(lifecycle, { minutes: 30, now }),
  'disable for 120 minutes': (lifecycle, now) => disable(lifecycle, { minutes: 120, now }),
  enable: (lifecycle, now) => enable(lifecycle, { now }),
  'schedule in 2 hours': (lifecycle, now) => scheduleRetirement(lifecycle, { retiresAt: at(7_200_000), now }),
  cancel: (lifecycle, now) => cancelRetirement(lifecycle, { now }),
  limit: (lifecycle, now) => limit(lifecycle, { limits, now }),
  'rotate at once': (lifecycle, now) => replace(lifecycle, { ...successor, overlapHours: 0, now }),
  'rotate with 2 hours': (lifecycle, now) => replace(lifecycle, { ...successor, overlapHours: 2, now }),
};

const states = Object.keys(lifecycleStates) as LifecycleState[];
const cells = states.flatMap((state) => lifecycleOperations.map((operation) => ({ state, operation })));
const entryOf = (state: LifecycleState): SecretLifecycle => lifecycleStates[state] ?? {};

describe('the state table', () => {
  it.each(cells)('$state: $operation', ({ state, operation }) => {
    const before = structuredClone(entryOf(state));
    const transition = transitions[operation](before, now);
    expect(before).toEqual(entryOf(state));
    const expected = lifecycleTable[state][operation];
    if (transition.outcome === 'refused') expect(transition.reason).toBe(expected);
    else if (transition.outcome === 'unchanged') expect(expected).toBe('no change');
    else {
      const { lifecycle } = transition;
      expect(describeLifecycle(secretStatus(lifecycle, now), lifecycle)).toBe(expected);
    }
  });

  it.each(cells)('leaves alone what $operation is not about, of $state', ({ state, operation }) => {
    const before = entryOf(state);
    const transition = transitions[operation](before, now);
    if (transition.outcome !== 'changed') return;
    const own: Record<string, (keyof SecretLifecycle)[]> = {
      disable: ['disabledAt', 'disabledUntil'],
      enable: ['disabledAt', 'disabledUntil'],
      schedule: ['retiresAt'],
      cancel: ['retiresAt'],
      limit: ['limits'],
      rotate: ['retired', 'retiresAt', 'replacedBy'],
    };
    const [verb = ''] = operation.split(' ');
    const others = (lifecycle: SecretLifecycle) =>
      Object.fromEntries(
        Object.entries(lifecycle).filter(([name]) => !own[verb]?.includes(name as keyof SecretLifecycle)),
      );
    expect(others(transition.lifecycle)).toEqual(others(before));
  });

  it.each(cells)('never makes $state usable by $operation once it is retired', ({ state, operation }) => {
    const before = entryOf(state);
    const later = now + 86_400_000;
    if (secretStatus(before, later) !== 'retired') return;
    expect(transitions[operation](before, later)).toEqual({ outcome: 'refused', reason: 'already_retired' });
  });

  it.each(cells)('is the same when $operation is repeated on $state', ({ state, operation }) => {
    const first = transitions[operation](entryOf(state), now);
    if (first.outcome !== 'changed') return;
    const second = transitions[operation](first.lifecycle, now);
    if (operation === 'rotate at once') expect(second).toMatchObject({ reason: 'already_retired' });
    else if (operation.startsWith('rotate')) expect(second).toMatchObject({ reason: 'already_replaced' });
    else expect(second.outcome).toBe('unchanged');
  });
});

describe('disabling', () => {
  it('keeps the time since when the secret has been disabled', () => {
    const { lifecycle } = changedBy(disable({ disabledAt: at(-1000), disabledUntil: at(1000) }, { now }));
    expect(lifecycle).toEqual({ disabledAt: at(-1000) });
  });

  it('begins anew after a temporary disablement has ended', () => {
    const ended = { disabledAt: at(-2000), disabledUntil: at(-1000) };
    expect(changedBy(disable(ended, { minutes: 1, now })).lifecycle).toEqual({
      disabledAt: at(0),
      disabledUntil: at(60_000),
    });
    expect(changedBy(disable(ended, { now })).lifecycle).toEqual({ disabledAt: at(0) });
  });

  it('takes an end that cannot be parsed for none', () => {
    expect(disable({ disabledAt: at(-1000), disabledUntil: 'soon' }, { minutes: 30, now })).toEqual({
      outcome: 'unchanged',
    });
  });
});

describe('replacing', () => {
  it('marks a secret that retires at once, so that no clock can revive it', () => {
    const { lifecycle } = changedBy(replace({}, { ...successor, overlapHours: 0, now }));
    expect(lifecycle).toEqual({ retired: true, retiresAt: at(0), replacedBy: 'NEW' });
    expect(secretStatus(lifecycle, now - 3_600_000)).toBe('retired');
  });

  it('retires the secret at the end of the overlap, to the millisecond', () => {
    const { lifecycle } = changedBy(replace({}, { ...successor, overlapHours: 720, now }));
    expect(lifecycle).toEqual({ retiresAt: at(720 * 3_600_000), replacedBy: 'NEW' });
  });
});

describe('the map of a key', () => {
  it.each([
    ['untouched', 'keys'],
    ['active after a temporary disablement', 'disabledKeys'],
    ['retiring', 'keys'],
    ['disabled indefinitely', 'disabledKeys'],
    ['disabled for an hour', 'disabledKeys'],
    ['disabled and retiring', 'disabledKeys'],
    ['retired by its deadline', 'keys'],
    ['retired at once', 'retiredKeys'],
  ] as const)('%s: %s', (state, map) => {
    expect(keyMapOf(entryOf(state))).toBe(map);
  });

  it('is retiredKeys for good', () => {
    expect(keyMapOf({ retired: true, disabledAt: at(0) })).toBe('retiredKeys');
  });
});

function changedBy(transition: Transition): { lifecycle: SecretLifecycle } {
  if (transition.outcome !== 'changed') throw new Error(transition.outcome);
  return transition;
}
