import { expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkLifecycle } from './lifecycle.ts';
import {
  cachedStatus,
  deadlineAtLoginOnly,
  forgettingRetirements,
  limitsAtLoginOnly,
} from './seeded-bugs.ts';

it('nothing is accepted after a change forbids it, and nothing valid is refused, at any point of a secret’s lifecycle', async () => {
  const report = makeReport();
  await checkLifecycle(report, { lives: atScale(150) });
  report.print('lifecycle');
  expect(report.findings()).toEqual([]);
  for (const ask of ['login', 'session', 'session elsewhere']) {
    expect(report.count(`${ask} accepted`)).toBeGreaterThan(0);
    expect(report.count(`${ask} refused`)).toBeGreaterThan(0);
  }
  for (const change of ['rotate-secret 201', 'disable-secret 200', 'enable-secret 200', 'limit-secret 200']) {
    expect(report.count(change)).toBeGreaterThan(0);
  }
});

const accepted = (ask: string): string =>
  `a ${ask} was accepted that began after a response, or a deadline, had forbidden it`;

it.each([
  ['a status remembered for a second', cachedStatus(), accepted('session')],
  ['a deadline checked only at login', deadlineAtLoginOnly, accepted('session')],
  ['limits checked only for the content path', limitsAtLoginOnly, accepted('session elsewhere')],
  ['a retired secret verified by its key alone', forgettingRetirements, accepted('login')],
])('%s would be found', async (_, bug, finding) => {
  const report = makeReport();
  await checkLifecycle(report, { lives: 40, bug });
  expect(report.findings()).toContain(finding);
});
