import { expect, it } from 'vitest';
import { everyRequest, onlyFor } from '../harness/only-for.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkHostTakeover } from './host-takeover.ts';
import { forgettingHolds, givingAway, releasingAgain, rememberingHosts } from './seeded-bugs.ts';

it('nobody takes over a host, and a host lets in nobody else’s viewers', async () => {
  const report = makeReport();
  await checkHostTakeover(report, { histories: atScale(150) });
  report.print('host takeover');
  expect(report.findings()).toEqual([]);
  for (const what of ['claims 200', 'claims 409', 'releases 204', 'views accepted', 'views refused']) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
});

const wronglyGiven = 'a host was given to an organization that must not have it';

it.each([
  [
    'an edge that remembers hosts for good',
    { edge: onlyFor(everyRequest, rememberingHosts()) },
    'a host let in an organization that it does not belong to',
  ],
  ['an API that gives a taken host away', { api: givingAway }, wronglyGiven],
  ['an API that doesn’t hold released hosts', { api: forgettingHolds }, wronglyGiven],
  ['an API that a second release resets', { api: releasingAgain }, /^a rightful claim got 409$/],
])('%s would be found', async (_, bug, finding) => {
  const report = makeReport();
  await checkHostTakeover(report, { histories: 40, ...bug });
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
