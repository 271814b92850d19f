import { expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { type ClockBug, checkClockSkew } from './clock-skew.ts';
import {
  disablingByOwnClock,
  endingSessionsByOwnClock,
  forgettingUseByOwnClock,
  slow,
} from './seeded-bugs.ts';

it.each([
  ['up to 5 seconds', 5000],
  ['up to 10 minutes', 600_000],
])('two edges whose clocks are off by %s accept nothing that is over', async (_, maxSkewMs) => {
  const report = makeReport();
  await checkClockSkew(report, { histories: atScale(60), maxSkewMs });
  report.print(`clock skew of ${maxSkewMs / 1000} s`);
  expect(report.findings()).toEqual([]);
  for (const what of [
    ...['v1 URL: accepted', 'v1 URL: refused', 'redeem URL: accepted', 'redeem URL: refused'],
    ...['session: accepted', 'session: refused', 'session that was ended: refused'],
    ...['URLs opened at both edges', 'verdicts close to a deadline', 'changes by end-all-sessions'],
  ]) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
});

it.each<[string, ClockBug, RegExp]>([
  [
    'ends all sessions by the API’s clock',
    { api: endingSessionsByOwnClock },
    /^a session that was ended was accepted/,
  ],
  ['disables by the edge’s clock', { edge: disablingByOwnClock }, /was accepted, and had to be refused/],
  [
    'has a clock that is slow by a minute',
    { edgeClock: slow },
    /^a v1 URL was accepted, and had to be refused/,
  ],
  ['forgets a use by the edge’s clock', { edge: forgettingUseByOwnClock }, /^a URL opened at both edges/],
])('code that %s would be found', async (_, bug, finding) => {
  const report = makeReport();
  await checkClockSkew(report, { histories: 40, maxSkewMs: 5000, bug });
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
