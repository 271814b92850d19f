import { expect, it, vi } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkSecretLeaks, type SecretLeakBug } from './secret-leaks.ts';

it('no log line, answer or error holds a key, a cookie or a signed URL but where it is meant to', async () => {
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

it.each<[string, SecretLeakBug]>([
  [
    'a log that holds the query',
    {
      around: (handle, log) => async (event) => {
        log({ event: 'debug', query: event.Records[0]?.cf.request.querystring });
        return await handle(event);
      },
    },
  ],
  [
    'a cookie that goes on to the origin',
    {
      around: (handle) => async (event) => {
        const cookie = event.Records[0]?.cf.request.headers.cookie ?? [];
        const answer = await handle(event);
        return answer && 'uri' in answer ? { ...answer, headers: { ...answer.headers, cookie } } : answer;
      },
    },
  ],
  [
    'a refusal that quotes the half of a cookie',
    {
      around: (handle) => async (event) => {
        const cookie = event.Records[0]?.cf.request.headers.cookie?.[0]?.value ?? '';
        const answer = await handle(event);
        return answer && 'status' in answer
          ? { ...answer, body: `${answer.body} ${cookie.slice(-20)}` }
          : answer;
      },
    },
  ],
])('%s would be found', async (_, bug) => {
  const report = makeReport();
  await checkSecretLeaks(report, { rounds: 2, bug });
  expect(report.findings()).not.toEqual([]);
});
