import type { Clock } from '../../shared/clock.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { customHostProblem, hostName, isHostName, organizationOfHost } from '../../shared/hosts/host.ts';
import { readCustomHost } from '../../shared/hosts/read-custom-host.ts';

const cachedForMs = 60_000;
const maxCached = 1000;

/**
 * Resolves a host to its organization. A host below the embed domain names it; a custom host is looked up and
 * cached for 60 seconds, so for that long a released host still resolves. No secret and no verdict is cached.
 */
export function customHostCache(
  embedDomain: string,
  clock: Clock,
): (dynamodb: DynamoDb, host: string) => Promise<string | undefined> {
  const cached = new Map<string, { organizationId: string; until: number }>();
  return async (dynamodb, host) => {
    const organizationId = organizationOfHost(host, embedDomain);
    if (organizationId !== undefined) return organizationId;
    const name = hostName(host);
    if (!isHostName(name) || customHostProblem(name, embedDomain) !== undefined) return undefined;

    const known = cached.get(name);
    if (known !== undefined && clock() < known.until) return known.organizationId;
    cached.delete(name);
    const found = await readCustomHost(dynamodb, name);
    if (found === undefined) return undefined;
    const [oldest] = cached.keys();
    if (oldest !== undefined && cached.size >= maxCached) cached.delete(oldest);
    cached.set(name, { organizationId: found, until: clock() + cachedForMs });
    return found;
  };
}
