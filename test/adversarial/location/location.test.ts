import { expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkLocation } from './location.ts';
import { joiningWithoutMark, resolvingFirst } from './seeded-bugs.ts';

it('no content path and filter join to a Location that leads elsewhere', async () => {
  const report = makeReport();
  await checkLocation(report, { urls: atScale(3000) });
  report.print('location');
  expect(report.findings()).toEqual([]);
  for (const what of ['URLs that got 302', 'URLs that got 403']) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
});

it.each([
  [
    'joins a filter without a mark',
    joiningWithoutMark,
    'a Location leads to another path than the signed one',
  ],
  ['resolves a path instead of refusing it', resolvingFirst, 'a Location leads to another origin'],
])('an edge that %s would be found', async (_, around, finding) => {
  const report = makeReport();
  await checkLocation(report, { urls: 500, around });
  expect(report.findings()).toContain(finding);
});
