import { expect, it } from 'vitest';
import {
  type FaultProfile,
  failingWrites,
  mixedUpReads,
  silence,
  someFaults,
} from '../harness/fault-profiles.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { revokedStates, usableStates } from '../harness/secret-states.ts';
import { waysIn } from '../harness/ways-in.ts';
import { checkFaults, type FaultBug } from './faults.ts';
import { failingOpen, ignoringKeyMismatch, revokingInTwoSteps, stuckOpenBreaker } from './seeded-bugs.ts';

it('a failing table lets no invalid request in and leaves no change half done, and verdicts are correct once it has recovered', async () => {
  const report = makeReport();
  await checkFaults(report, { instances: atScale(16) });
  report.print('faults');
  expect(report.findings()).toEqual([]);
  expect(report.count('edge requests returned 503')).toBeGreaterThan(0);
  expect(report.count('API requests: 503')).toBeGreaterThan(0);
  for (const what of [
    ...waysIn.map(({ name }) => `instances by ${name}`),
    ...[...usableStates, ...revokedStates].map((state) => `secrets ${state}`),
  ]) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
});

/** Of more ways, too few requests would get the response that a bug believes. */
const ways = waysIn.slice(0, 1);

it.each<[string, FaultProfile, number, FaultBug, RegExp]>([
  ['forwards what it can’t verify', silence, 8, { around: failingOpen }, /was accepted$/],
  ['accepts any response', mixedUpReads, 60, { edge: ignoringKeyMismatch }, /was accepted$|got 302/],
  ['never reads again', someFaults, 16, { edge: stuckOpenBreaker }, /^after faults/],
  ['revokes in two steps', failingWrites, 60, { api: revokingInTwoSteps }, /half done/],
])('code that %s would be found', async (_, profile, instances, bug, finding) => {
  const report = makeReport();
  // Which requests a fault profile hits also depends on timing, which the seed doesn't repeat.
  for (let round = 0; round < 6 && !report.findings().some((found) => finding.test(found)); round++) {
    await checkFaults(report, { instances, profiles: [profile], ways, bug });
  }
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
