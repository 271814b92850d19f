import { assignHost } from '../../support/assign-host.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import type { ViewerRequest } from '../../support/edge.ts';
import { acceptV0, redeemParameterSets, type UrlFormat, urlFormats } from './formats.ts';
import { callPatiently, type Harness, hostOf } from './harness.ts';
import type { Random } from './random.ts';

/** A way to sign in: a format of URLs, at one of the organization's two hosts. */
export type Way = { name: string; format: UrlFormat; hostOf: (organizationId: string) => string };

const customHostOf = (organizationId: string): string => `analytics.${organizationId}.com`;

/** Every format at every kind of host. A suite that draws from these attacks a new one as soon as it is here. */
export const waysIn: readonly Way[] = urlFormats.flatMap((format) => [
  { name: format.name, format, hostOf },
  { name: `${format.name} at a custom host`, format, hostOf: customHostOf },
]);

/** Creates an organization that every way leads into: it accepts v0, and has a custom host. */
export async function createOrganization(harness: Harness): Promise<string> {
  const organizationId = uniqueOrganizationId();
  for (const [operation, body] of [
    ['put-organization', { embedEnabled: true }],
    ['update-settings', { acceptV0, redeemParameterSets }],
  ] as const) {
    const { status } = await callPatiently(harness, operation, { organizationId, body });
    if (status !== 200) throw new Error(`${operation} returned ${status}`);
  }
  await assignHost(harness, customHostOf(organizationId), organizationId);
  return organizationId;
}

/**
 * A fresh URL, and the request that opens it.
 *
 * @param options.secretKey any: it can be another organization's
 * @param options.now epoch milliseconds
 * @param options.sessionsOf whose pending session a redeem URL opens. Default: the organization's
 */
export async function signIn(
  harness: Harness,
  { format, hostOf }: Way,
  {
    organizationId,
    secretKey,
    random,
    now = Date.now(),
    sessionsOf = organizationId,
  }: { organizationId: string; secretKey: string; random: Random; now?: number; sessionsOf?: string },
): Promise<ViewerRequest & { host: string }> {
  const host = hostOf(organizationId);
  const sessionId = format.name === 'redeem' ? await createPendingSession(harness, sessionsOf) : '';
  const target = format.sign({
    ...{ host, secretKey, sessionId, nonce: random.word(32), exp: Math.floor(now / 1000) + 3600 },
    optional: random.pick(format.optional),
  });
  return { host, target };
}

/** A page of the application, opened with a session of the given host. */
export const pageAt = (host: string, cookie: string, target = '/dashboards/1'): ViewerRequest => ({
  host,
  target,
  headers: { Cookie: cookie },
});

async function createPendingSession(harness: Harness, organizationId: string): Promise<string> {
  const claims = { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada' };
  const { status, body } = await callPatiently(harness, 'create-session', { organizationId, body: claims });
  if (status !== 201) throw new Error(`create-session returned ${status}`);
  return String(body.sessionId);
}
