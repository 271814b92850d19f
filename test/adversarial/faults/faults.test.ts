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
import { checkFaults, type FaultBug } from './faults.ts';
import { failingOpen, ignoringKeyMismatch, revokingInTwoSteps, stuckOpenBreaker } from './seeded-bugs.ts';

it('a failing table lets nobody in, leaves nothing half done, and is forgotten once it is well', async () => {
  const report = makeReport();
  await checkFaults(report, { instances: atScale(16) });
  report.print('faults');
  expect(report.findings()).toEqual([]);
  expect(report.count('edge requests answered 503')).toBeGreaterThan(0);
  expect(report.count('API requests answered 503')).toBeGreaterThan(0);
});

it.each<[string, FaultProfile, number, FaultBug, RegExp]>([
  ['passes on what it cannot verify', silence, 8, { around: failingOpen }, /was accepted$/],
  ['believes any answer', mixedUpReads, 60, { edge: ignoringKeyMismatch }, /was accepted$|got 302/],
  ['never asks again', someFaults, 16, { edge: stuckOpenBreaker }, /^after faults/],
  ['revokes in two steps', failingWrites, 60, { api: revokingInTwoSteps }, /half done/],
])('code that %s would be found', async (_, profile, instances, bug, finding) => {
  const report = makeReport();
  // What a fault profile hits depends on timing too, which no seed repeats.
  for (let round = 0; round < 6 && !report.findings().some((found) => finding.test(found)); round++) {
    await checkFaults(report, { instances, profiles: [profile], bug });
  }
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
