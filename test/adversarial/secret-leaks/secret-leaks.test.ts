import { expect, it, vi } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkSecretLeaks } from './secret-leaks.ts';
import { secretLeakBugs } from './seeded-bugs.ts';

it('no log line, response or error contains a key, a cookie or a signed URL that doesn’t belong there', async () => {
  const printed: string[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...words) => void printed.push(words.join(' '))),
  );
  const report = makeReport();
  await checkSecretLeaks(report, { rounds: atScale(6), lines: () => printed });
  for (const spy of spies) spy.mockRestore();
  report.print('secret leaks');
  expect(report.findings()).toEqual([]);
});

it.each(secretLeakBugs)('%s would be found', async (_, bug) => {
  const report = makeReport();
  await checkSecretLeaks(report, { rounds: 2, bug });
  expect(report.findings()).not.toEqual([]);
});
