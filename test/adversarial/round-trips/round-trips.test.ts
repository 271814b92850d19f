import { expect, it } from 'vitest';
import { makeReport } from '../harness/report.ts';
import { checkRoundTrips } from './round-trips.ts';
import { readingEventually, readingTwice } from './seeded-bugs.ts';

it('a request costs what the design says, and every read is strongly consistent', async () => {
  const report = makeReport();
  await checkRoundTrips(report);
  report.print('round trips');
  expect(report.findings()).toEqual([]);
});

it.each([
  ['an eventually consistent read', readingEventually, /not strongly consistent/],
  ['one request more', readingTwice, /requests, not/],
])('%s would be found', async (_, bug, finding) => {
  const report = makeReport();
  await checkRoundTrips(report, { bug });
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
