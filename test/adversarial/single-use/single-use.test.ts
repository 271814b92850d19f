import { expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { losingAttemptIds, withoutConditions } from './seeded-bugs.ts';
import { checkSingleUse } from './single-use.ts';

it('a URL makes one session, and the one whose answer was lost gets in', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: atScale(1000) });
  report.print('single use');
  expect(report.findings()).toEqual([]);
  expect(report.count('responses lost')).toBeGreaterThan(100);
});

it('a write without its condition would be found', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 50, bug: withoutConditions });
  expect(report.findings()).toContain('one URL made more than one session');
});

it('a lost answer that is taken for a refusal would be found', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 50, bug: losingAttemptIds });
  expect(report.findings()).toContain('nobody got in, not even the one whose answer was lost');
});
