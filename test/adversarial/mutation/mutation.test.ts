import { describe, expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { signatureBugs, signedValueBugs, viewerBugs } from './seeded-bugs.ts';
import { checkSigV4Mutants } from './sigv4-mutation.ts';
import { checkViewerMutants } from './viewer-mutation.ts';

describe('a mutant of a valid URL, cookie or API request', () => {
  it('is accepted only if it still means exactly the same', async () => {
    const report = makeReport();
    await checkViewerMutants(report, { count: atScale(45_000) });
    await checkSigV4Mutants(report, { count: atScale(10_000) });
    report.print('mutation');
    expect(report.findings()).toEqual([]);
    for (const format of ['v1', 'v0', 'redeem', 'cookie'])
      expect(report.count(`other spellings of ${format} accepted`)).toBeGreaterThan(100);
    expect(report.count('of them valid after all')).toBeGreaterThan(10);
  });

  it.each(Object.entries(viewerBugs()))('would be found if the edge %s', async (_, bug) => {
    const report = makeReport();
    await checkViewerMutants(report, { count: 10_000, bug, shrink: false });
    expect(report.findings()).not.toEqual([]);
  });

  it.each(Object.entries(signedValueBugs()))('would be found if the edge %s', async (_, bug) => {
    const report = makeReport();
    await checkViewerMutants(report, { count: 40_000, bug, shrink: false });
    expect(report.findings()).not.toEqual([]);
  });

  it.each(Object.entries(signatureBugs()))('would be found if the authorizer %s', async (_, verify) => {
    const report = makeReport();
    await checkSigV4Mutants(report, { count: 10_000, verify, shrink: false });
    expect(report.findings()).not.toEqual([]);
  });
});
