import { inflateRawSync } from 'node:zlib';
import type { CloudFrontResultResponse } from 'aws-lambda';
import type { ViewerHandler } from '../../support/edge.ts';

type Claims = { contentPath: string; filterSearchParam?: string };

/** Joins the filter without the mark of a query. */
export const joiningWithoutMark = redirectingTo(
  ({ contentPath, filterSearchParam = '' }) => contentPath + filterSearchParam,
);

/** Resolves the path, as if that made it safe. */
export const resolvingFirst = redirectingTo(({ contentPath, filterSearchParam = '' }) =>
  new URL(`${contentPath}?${filterSearchParam}`, 'https://host.invalid').href.replace(/^https:\/\/[^/]*/, ''),
);

/** Redirects every login that it can read, whatever was verified. */
function redirectingTo(locationOf: (claims: Claims) => string): (handle: ViewerHandler) => ViewerHandler {
  return (handle) => async (event) => {
    const result = await handle(event);
    const payload = new URLSearchParams(event.Records[0]?.cf.request.querystring).get('payload');
    if (!result || !('status' in result) || payload === null) return result;
    try {
      const claims = JSON.parse(inflateRawSync(Buffer.from(payload, 'base64url')).toString()) as Claims;
      const location = [{ key: 'location', value: locationOf(claims) }];
      const redirect: CloudFrontResultResponse = { status: '302', headers: { ...result.headers, location } };
      return redirect;
    } catch {
      return result;
    }
  };
}
