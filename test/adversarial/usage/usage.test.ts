import { expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { countingWithoutAdding, keepingUsedUrls } from './seeded-bugs.ts';
import { checkUsage } from './usage.ts';

it('as many logins are counted as sessions were started', async () => {
  const report = makeReport();
  await checkUsage(report, { logins: atScale(10_000) });
  report.print('usage');
  expect(report.findings()).toEqual([]);
  expect(report.count('used URLs')).toBeGreaterThan(atScale(500));
});

it.each([
  ['a counter that is read and written back', countingWithoutAdding],
  ['a used URL that stays counted', keepingUsedUrls],
])('%s would be found', async (_, bug) => {
  const report = makeReport();
  await checkUsage(report, { logins: 200, bug });
  expect(report.findings()).toEqual(['the count is not the number of logins']);
});
