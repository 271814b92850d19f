import { isoTime } from '../clock.ts';
import { type DynamoDb, getItem, writeIf } from '../dynamodb.ts';
import { customHostProblem, hostName, isHostName, organizationOfHost } from './host.ts';
import { claimHostRequest, hostRequest, releaseHostRequest } from './requests.ts';

type Change = { by: string; now: number };

/** The organization that has a custom host: one strongly consistent read. `undefined` when none has. */
export async function organizationOfCustomHost(
  dynamodb: DynamoDb,
  host: string,
): Promise<string | undefined> {
  const item = await getItem(dynamodb, hostRequest(host));
  return item?.organizationId as string | undefined;
}

/**
 * Gives a custom host to an organization. `false` when another organization has it.
 *
 * @param host one without a {@link customHostProblem}
 * @param change.now epoch milliseconds
 */
export const claimHost = (
  dynamodb: DynamoDb,
  host: string,
  { organizationId, by, now }: Change & { organizationId: string },
): Promise<boolean> =>
  writeIf(dynamodb, claimHostRequest(host, { organizationId, claimedAt: isoTime(now), claimedBy: by }));

/** Takes a custom host from its organization. `false` when it never was one. */
export const releaseHost = (dynamodb: DynamoDb, host: string, { by, now }: Change): Promise<boolean> =>
  writeIf(dynamodb, releaseHostRequest(host, { releasedAt: isoTime(now), releasedBy: by }));

/**
 * Whether a host is one of an organization's: its own below the embed domain, or a custom one.
 *
 * @param host in lower case, with its port if it has one
 * @param options.embedDomain with or without a port
 */
export async function isHostOf(
  dynamodb: DynamoDb,
  host: string,
  { organizationId, embedDomain }: { organizationId: string; embedDomain: string },
): Promise<boolean> {
  const [name, domain] = [hostName(host), hostName(embedDomain)];
  if (organizationOfHost(host, domain) === organizationId) return true;
  if (!isHostName(name) || customHostProblem(name, domain) !== undefined) return false;
  return (await organizationOfCustomHost(dynamodb, name)) === organizationId;
}
