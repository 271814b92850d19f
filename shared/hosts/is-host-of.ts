import type { DynamoDb } from '../dynamodb.ts';
import { customHostProblem, hostName, isHostName, organizationOfHost } from './host.ts';
import { readCustomHost } from './read-custom-host.ts';

/**
 * Whether a host belongs to an organization: its own below the embed domain, or a custom one.
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
  return (await readCustomHost(dynamodb, name)) === organizationId;
}
