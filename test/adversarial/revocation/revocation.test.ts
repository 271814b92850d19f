import { expect, it } from 'vitest';
import { type EdgeBug, everyRequest, isAtCustomHost, isRedeem, isV0, onlyFor } from '../harness/only-for.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { revokedStates, usableStates } from '../harness/secret-states.ts';
import { waysIn } from '../harness/ways-in.ts';
import { forgettingDisablements, forgettingLimits, forgettingRetirements } from '../lifecycle/seeded-bugs.ts';
import { checkRevocation } from './revocation.ts';
import { cachedOrganization } from './seeded-bugs.ts';

it('no acceptance begins after a revocation has returned, and nothing right is refused before', async () => {
  const report = makeReport();
  await checkRevocation(report, { histories: atScale(2000) });
  report.print('revocation');
  expect(report.findings()).toEqual([]);
  for (const what of [
    ...['login accepted', 'login refused', 'session accepted', 'session refused'],
    ...[...usableStates, ...revokedStates].map((state) => `secrets ${state}`),
    ...waysIn.map(({ name }) => `logins by ${name}`),
  ]) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
});

const accepted = (what: string): string =>
  `a ${what} was accepted that began after the revocation had returned`;

it.each<[string, EdgeBug, string]>([
  [
    'remembers an organization for a second',
    onlyFor(everyRequest, cachedOrganization(1000)),
    accepted('session'),
  ],
  ['remembers it for v0 URLs', onlyFor(isV0, cachedOrganization(1000)), accepted('login')],
  ['remembers it for redeem URLs', onlyFor(isRedeem, cachedOrganization(1000)), accepted('login')],
  ['remembers it at custom hosts', onlyFor(isAtCustomHost, cachedOrganization(1000)), accepted('session')],
  ['accepts disabled secrets', onlyFor(everyRequest, forgettingDisablements), accepted('session')],
  ['accepts retired secrets', onlyFor(everyRequest, forgettingRetirements), accepted('login')],
  ['ignores limits', onlyFor(everyRequest, forgettingLimits), accepted('session')],
])('an edge that %s would be found', async (_, bug, finding) => {
  const report = makeReport();
  await checkRevocation(report, { histories: 60, bug });
  expect(report.findings()).toContain(finding);
});
