import { expect, it } from 'vitest';

import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { mayInvokeAnywhere, mixingUpOrganizations, servingAnySpelling } from './seeded-bugs.ts';
import { checkTenancy, type TenancyBug } from './tenancy.ts';

it('no principal, path or host leads from one organization to another', async () => {
  const report = makeReport();
  await checkTenancy(report, { requests: atScale(5000) });
  report.print('tenancy');
  expect(report.findings()).toEqual([]);
  for (const what of ['let through by IAM', 'of them served', 'of them accepted']) {
    expect(report.count(what)).toBeGreaterThan(0);
  }
});

it.each<[string, TenancyBug]>([
  ['lets a principal into any organization', { mayInvoke: mayInvokeAnywhere }],
  ['serves a path in any spelling', { handler: servingAnySpelling }],
  ['takes one organization for all', { edge: mixingUpOrganizations() }],
])('code that %s would be found', async (_, bug) => {
  const report = makeReport();
  await checkTenancy(report, { requests: 2000, bug });
  expect(report.findings()).toContainEqual(expect.stringMatching(/another organization/));
});
