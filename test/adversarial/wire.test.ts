import { expect, it } from 'vitest';
import { makeReport } from './report.ts';
import { readingLazily, readingTwice } from './store-bugs.ts';
import { checkWire } from './wire.ts';

it('a request costs what the design says, and every read is strongly consistent', async () => {
  const report = makeReport();
  await checkWire(report);
  report.print('wire');
  expect(report.findings()).toEqual([]);
});

it.each([
  ['an eventually consistent read', readingLazily, /not strongly consistent/],
  ['one round trip more', readingTwice, /round trips, not/],
])('%s would be found', async (_, bug, finding) => {
  const report = makeReport();
  await checkWire(report, { bug });
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
