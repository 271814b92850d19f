import type { SecretLeakBug } from './secret-leaks.ts';

export const secretLeakBugs: readonly [string, SecretLeakBug][] = [
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
];
