import type { CloudFrontRequest } from 'aws-lambda';
import type { ViewerHandler } from '../../support/edge.ts';

type Headers = CloudFrontRequest['headers'];

/** Recognizes a handshake by a header alone that CloudFront doesn't show. */
export const readingUpgrade = hiding(
  (name) => name.startsWith('sec-websocket-') || name === 'sec-fetch-mode',
);

/** Doesn't look at who sends a request. */
export const ignoringOrigins = hiding((name) => name === 'origin' || name === 'sec-fetch-site');

/** Removes headers by their usual spelling alone. */
export const removingExactNames = passingOn((name) => name.startsWith('x') && /[^a-z-]/.test(name));

/** Forgets the headers that name another path. */
export const passingOnPaths = passingOn((name) => /^x.(?:original|rewrite).url$/.test(name));

function hiding(isHidden: (name: string) => boolean): (handle: ViewerHandler) => ViewerHandler {
  return (handle) => (event) => {
    const [record] = event.Records;
    if (record === undefined) return handle(event);
    const { request } = record.cf;
    const headers: Headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !isHidden(name)),
    );
    return handle({ Records: [{ cf: { ...record.cf, request: { ...request, headers } } }] });
  };
}

function passingOn(isPassedOn: (name: string) => boolean): (handle: ViewerHandler) => ViewerHandler {
  return (handle) => async (event) => {
    const sent = Object.entries(event.Records[0]?.cf.request.headers ?? {});
    const result = await handle(event);
    if (!result || 'status' in result) return result;
    const passedOn = Object.fromEntries(sent.filter(([name]) => isPassedOn(name)));
    return { ...(result as CloudFrontRequest), headers: { ...passedOn, ...result.headers } };
  };
}
