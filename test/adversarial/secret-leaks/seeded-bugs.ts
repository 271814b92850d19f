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
        const response = await handle(event);
        return response && 'uri' in response
          ? { ...response, headers: { ...response.headers, cookie } }
          : response;
      },
    },
  ],
  [
    'a refusal that quotes the half of a cookie',
    {
      around: (handle) => async (event) => {
        const cookie = event.Records[0]?.cf.request.headers.cookie?.[0]?.value ?? '';
        const response = await handle(event);
        return response && 'status' in response
          ? { ...response, body: `${response.body} ${cookie.slice(-20)}` }
          : response;
      },
    },
  ],
];
