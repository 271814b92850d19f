import { expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkRevocation } from './revocation.ts';
import { cachedOrganization } from './seeded-bugs.ts';

it('no acceptance begins after a delete has answered, and nothing right is refused before', async () => {
  const report = makeReport();
  await checkRevocation(report, { histories: atScale(2000) });
  report.print('revocation');
  expect(report.findings()).toEqual([]);
  for (const outcome of ['login accepted', 'login refused', 'session accepted', 'session refused']) {
    expect(report.count(outcome)).toBeGreaterThan(0);
  }
});

it('an organization remembered for one second would be found', async () => {
  const report = makeReport();
  await checkRevocation(report, { histories: 100, bug: cachedOrganization(1000) });
  expect(report.findings()).toContain('a session was accepted that began after the delete had answered');
});
