import type { CloudFrontRequest } from 'aws-lambda';

/** The first value of a header. CloudFront keys headers by their names in lower case. */
export const header = (request: CloudFrontRequest, name: string): string | undefined =>
  request.headers[name]?.[0]?.value;

/** The Host header in lower case, with its port if it has one. CloudFront always sends it. */
export const hostOf = (request: CloudFrontRequest): string => (header(request, 'host') ?? '').toLowerCase();

/** Whether a browser only prepares for a visit that may never come. */
export const isPrefetch = (request: CloudFrontRequest): boolean =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) =>
    /\bpre(?:fetch|render|view)\b/i.test(header(request, name) ?? ''),
  );
