import { expect, it } from 'vitest';
import { everyRequest, isAtCustomHost, isRedeem, isV0, onlyFor } from '../harness/only-for.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { usableStates } from '../harness/secret-states.ts';
import { waysIn } from '../harness/ways-in.ts';
import { forgettingDisablements } from '../lifecycle/seeded-bugs.ts';
import { losingAttemptIds, withoutConditions } from './seeded-bugs.ts';
import { checkSingleUse } from './single-use.ts';

it('a URL makes one session, and the one whose answer was lost gets in', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: atScale(1000) });
  report.print('single use');
  expect(report.findings()).toEqual([]);
  expect(report.count('responses lost')).toBeGreaterThan(100);
  for (const what of [
    ...waysIn.map(({ name }) => `rounds by ${name}`),
    ...usableStates.map((state) => `rounds with a secret ${state}`),
    'opens while disabled',
  ]) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
});

it('a write without its condition would be found', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 50, bug: onlyFor(everyRequest, withoutConditions) });
  expect(report.findings()).toContain('one URL made more than one session');
});

it.each([
  ['v0', isV0],
  ['redeem', isRedeem],
  ['a custom host', isAtCustomHost],
])('a write without its condition would be found, though only for %s', async (_, isAffected) => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 60, bug: onlyFor(isAffected, withoutConditions) });
  expect(report.findings()).toContain('one URL made more than one session');
});

it('a URL that a disabled secret uses up would be found', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 60, bug: onlyFor(everyRequest, forgettingDisablements) });
  expect(report.findings()).toContain('a URL of a disabled secret was not refused');
});

it('a lost answer that is taken for a refusal would be found', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 50, bug: onlyFor(everyRequest, losingAttemptIds) });
  expect(report.findings()).toContain('nobody got in, not even the one whose answer was lost');
});
