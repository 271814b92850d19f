import { expect, it } from 'vitest';
import type { StoreBug } from '../harness/harness.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { cachedOrganization } from '../revocation/seeded-bugs.ts';
import { checkLoad } from './load.ts';
import { leakingMemory } from './seeded-bugs.ts';

/** Ten minutes on demand: ADVERSARIAL_LOAD_SECONDS=600. */
const seconds = Number(process.env.ADVERSARIAL_LOAD_SECONDS ?? atScale(120));

it('a steady load gets correct verdicts while secrets are rotated, and memory doesn’t grow', async () => {
  const report = makeReport();
  await checkLoad(report, { seconds });
  report.print('load');
  expect(report.findings()).toEqual([]);
  expect(report.count('rotations')).toBeGreaterThan(0);
  expect(report.count('session refused')).toBeGreaterThan(0);
});

it.each<[string, StoreBug, RegExp]>([
  [
    'an organization remembered for two seconds',
    cachedOrganization(2000),
    /accepted that began after|valid login/,
  ],
  ['memory that is never given back', leakingMemory(), /memory grew/],
])('%s would be found', async (_, bug, finding) => {
  const report = makeReport();
  await checkLoad(report, { seconds: 5, bug });
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
