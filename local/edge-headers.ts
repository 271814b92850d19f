import type { CloudFrontHeaders, CloudFrontRequest, CloudFrontResultResponse } from 'aws-lambda';

/**
 * Headers that CloudFront neither shows to an edge function nor lets it add.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html#function-restrictions-headers
 */
const disallowed =
  /^(?:connection|expect|keep-alive|proxy-(?:authenticate|authorization|connection)|trailer|upgrade|x-accel-(?:buffering|charset|limit-rate|redirect)|x-amz-cf-.*|x-amzn-(?:auth|cf-billing|cf-id|cf-xff|errortype|fle-profile|header-count|header-order|lambda-integration-tag|requestid)|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/;

/** Headers that a viewer-request function may read but not change (the same page). */
const readOnly = ['content-length', 'host', 'transfer-encoding', 'via'];

/** The headers of a viewer's request as CloudFront shows them to a viewer-request function. */
export function edgeHeaders(sent: Iterable<readonly [name: string, value: string]>): CloudFrontHeaders {
  const headers: CloudFrontHeaders = {};
  for (const [key, value] of sent) {
    const name = key.toLowerCase();
    if (disallowed.test(name)) continue;
    headers[name] ??= [];
    headers[name].push({ key, value });
  }
  return headers;
}

/**
 * The rule that a function's result breaks, for which CloudFront would respond 502 to the viewer.
 *
 * @returns `undefined` if it breaks none
 */
export function resultProblem(
  request: CloudFrontRequest,
  result: CloudFrontRequest | CloudFrontResultResponse,
): string | undefined {
  const headers = result.headers ?? {};
  const added = Object.keys(headers).find((name) => disallowed.test(name));
  if (added !== undefined) return `the header ${added} isn’t allowed`;
  if ('status' in result) return undefined;
  const text = (values: CloudFrontHeaders, name: string) => JSON.stringify(values[name]);
  const changed = readOnly.find((name) => text(headers, name) !== text(request.headers, name));
  return changed === undefined ? undefined : `the header ${changed} is read-only`;
}
