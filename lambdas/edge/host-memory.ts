import type { Clock } from '../../shared/clock.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { customHostProblem, hostName, isHostName, organizationOfHost } from '../../shared/hosts/host.ts';
import { organizationOfCustomHost } from '../../shared/hosts/store.ts';

const rememberedForMs = 60_000;
const maxRemembered = 1000;

/**
 * The organization of a host: its own host names it; a custom one is looked up, and remembered for 60 seconds,
 * so a custom host that was taken from an organization can lead to it for as long. Neither a secret nor a
 * verdict is remembered.
 */
export function hostMemory(
  embedDomain: string,
  clock: Clock,
): (dynamodb: DynamoDb, host: string) => Promise<string | undefined> {
  const remembered = new Map<string, { organizationId: string; until: number }>();
  return async (dynamodb, host) => {
    const organizationId = organizationOfHost(host, embedDomain);
    if (organizationId !== undefined) return organizationId;
    const name = hostName(host);
    if (!isHostName(name) || customHostProblem(name, embedDomain) !== undefined) return undefined;

    const known = remembered.get(name);
    if (known !== undefined && clock() < known.until) return known.organizationId;
    remembered.delete(name);
    const found = await organizationOfCustomHost(dynamodb, name);
    if (found === undefined) return undefined;
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size >= maxRemembered) remembered.delete(oldest);
    remembered.set(name, { organizationId: found, until: clock() + rememberedForMs });
    return found;
  };
}
