import type { CloudFrontRequest } from 'aws-lambda';

/** The first value of a header. CloudFront keys headers by their names in lower case. */
export const header = (request: CloudFrontRequest, name: string): string | undefined =>
  request.headers[name]?.[0]?.value;

/** Whether a program asked, not a person: a `fetch` of a running page, or a client that accepts JSON but no page. */
export function wantsJson(request: CloudFrontRequest): boolean {
  if (header(request, 'sec-fetch-dest') === 'empty') return true;
  const accept = header(request, 'accept') ?? '';
  return /\bapplication\/(?:[\w.-]+\+)?json\b/i.test(accept) && !/\btext\/html\b/i.test(accept);
}

/** The Host header in lower case, with its port if it has one. CloudFront always sends it. */
export const hostOf = (request: CloudFrontRequest): string => (header(request, 'host') ?? '').toLowerCase();

/** Whether a browser only prepares for a visit that may never come. */
export const isPrefetch = (request: CloudFrontRequest): boolean =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) =>
    /\bpre(?:fetch|render|view)\b/i.test(header(request, name) ?? ''),
  );
