import { expect, it } from 'vitest';
import type { ViewerHandler } from '../../support/edge.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkHeaders } from './headers.ts';
import { ignoringOrigins, passingOnPaths, readingUpgrade, removingExactNames } from './seeded-bugs.ts';

it('no spelling of a header states an identity, and no other origin’s page writes or opens a WebSocket', async () => {
  const report = makeReport();
  await checkHeaders(report, { requests: atScale(3000) });
  report.print('headers');
  expect(report.findings()).toEqual([]);
  for (const what of ['read', 'write', 'handshake'].map((what) => `${what} passed on`)) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
  for (const what of ['write refused', 'handshake refused']) {
    expect(report.count(what), what).toBeGreaterThan(0);
  }
});

it.each<[string, (handle: ViewerHandler) => ViewerHandler, string | RegExp]>([
  ['recognizes handshakes by Upgrade', readingUpgrade, 'a foreign handshake was passed on'],
  ['ignores who sends a request', ignoringOrigins, 'a foreign write was passed on'],
  ['removes headers by their usual spelling', removingExactNames, /^a spoofed header reached/],
  ['passes on headers that name a path', passingOnPaths, /^a spoofed header reached/],
])('an edge that %s would be found', async (_, around, finding) => {
  const report = makeReport();
  await checkHeaders(report, { requests: 400, around });
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});
