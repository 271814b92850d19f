import type { EdgeClient } from './edge-client.ts';
import { describeEdgeResponse, expect } from './unexpected-response.ts';

/** Claims of a viewer who exists only in the check. */
export const viewerClaims = {
  contentPath: '/',
  externalId: 'embed-secrets-smoke',
  name: 'Embed Secrets smoke test',
};

/**
 * Opens a signed URL.
 *
 * @returns the session cookie
 * @throws {UnexpectedResponseError} unless the edge redirects to the content path with a session
 */
export async function login(edge: EdgeClient, url: string): Promise<string> {
  const response = await edge(url);
  const { status, location, cookie = '' } = response;
  expect(status === 302 && location === viewerClaims.contentPath && cookie !== '', {
    expected: 'status 302 to the content path, with a session cookie',
    received: describeEdgeResponse(response),
  });
  return cookie;
}

/**
 * Requests the content path with a session.
 *
 * @throws {UnexpectedResponseError} if the verifier denies it or the application doesn't respond. What the
 *   application itself makes of a viewer it doesn't know, a 404 for example, is its own affair.
 */
export async function viewContent(
  edge: EdgeClient,
  { host, cookie }: { host: string; cookie: string },
): Promise<void> {
  const response = await edge(`https://${host}${viewerClaims.contentPath}`, cookie);
  expect(response.embedError === undefined && response.status < 500, {
    expected: "the application's response",
    received: describeEdgeResponse(response),
  });
}
