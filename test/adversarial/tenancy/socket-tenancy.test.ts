import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type LocalRun, startLocalRun } from '../../../local/run.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkSocketTenancy } from './socket-tenancy.ts';

// Needs a separate file, because the local run's functions read their environment when they are first loaded.
let run: LocalRun;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
});
afterAll(() => run.close());

it('no request over a socket shows a principal another organization’s data', async () => {
  const report = makeReport();
  await checkSocketTenancy(report, { ports: run.ports, requests: atScale(1500) });
  report.print('tenancy over sockets');
  expect(report.findings()).toEqual([]);
  expect(report.count('of them returned 200')).toBeGreaterThan(0);
});

it('a principal with access to every organization would be found', async () => {
  const report = makeReport();
  await checkSocketTenancy(report, { ports: run.ports, requests: 8000, asAnybody: true });
  expect(report.findings()).toContainEqual(expect.stringMatching(/ saw /));
});
