import type { DynamoDbResponse, Item } from '../../../shared/dynamodb.ts';
import type { StoreBug } from '../harness/harness.ts';

type Change = (organization: Item) => Item;

/** Caches what is known of secrets, for a second. */
export function cachedStatus(): StoreBug {
  const remembered = new Map<string, { until: number; maps: Item }>();
  return changingOrganizations(
    ({ partitionKey, lifecycle, keys, disabledKeys, retiredKeys, secrets, ...item }) => {
      const key = String(partitionKey);
      const known = remembered.get(key);
      const fresh = { lifecycle, keys, disabledKeys, retiredKeys, secrets } as Item;
      const maps = known !== undefined && Date.now() < known.until ? known.maps : fresh;
      if (maps === fresh) remembered.set(key, { until: Date.now() + 1000, maps });
      return { ...item, partitionKey: key, ...maps };
    },
  );
}

/** Looks at deadlines only when a session is created. */
export const deadlineAtLoginOnly: StoreBug = changingOrganizations(
  (organization) => withoutInLifecycle(organization, 'retiresAt'),
  ['BatchGetItem'],
);

/** Looks at the limits only for the content path of a URL. */
export const limitsAtLoginOnly: StoreBug = changingOrganizations(
  (organization) => withoutInLifecycle(organization, 'limits'),
  ['BatchGetItem'],
);

/** Takes a key that was moved by a disablement for one that was not. */
export const forgettingDisablements: StoreBug = changingOrganizations(
  ({ keys, disabledKeys, lifecycle, ...item }) => ({
    ...withoutInLifecycle(withoutInLifecycle({ lifecycle: lifecycle ?? {} }, 'disabledAt'), 'disabledUntil'),
    ...item,
    keys: { ...(keys as Item), ...(disabledKeys as Item) },
    disabledKeys: {},
  }),
);

export const forgettingLimits: StoreBug = changingOrganizations((organization) =>
  withoutInLifecycle(organization, 'limits'),
);

/** Takes a key that was moved by a retirement for one that was not. */
export const forgettingRetirements: StoreBug = changingOrganizations(
  ({ keys, retiredKeys, lifecycle, ...item }) => ({
    ...withoutInLifecycle(withoutInLifecycle({ lifecycle: lifecycle ?? {} }, 'retired'), 'retiresAt'),
    ...item,
    keys: { ...(keys as Item), ...(retiredKeys as Item) },
    retiredKeys: {},
  }),
);

const withoutInLifecycle = ({ lifecycle, ...organization }: Item, member: string): Item => ({
  ...organization,
  lifecycle: Object.fromEntries(
    Object.entries((lifecycle ?? {}) as Record<string, Item>).map(([id, { [member]: _, ...entry }]) => [
      id,
      entry,
    ]),
  ),
});

export function changingOrganizations(
  change: Change,
  operations: readonly string[] = ['GetItem', 'BatchGetItem'],
): StoreBug {
  const changed = (item: Item): Item => (String(item.partitionKey).startsWith('ORG#') ? change(item) : item);
  return (dynamodb) => async (request, budget) => {
    const response: DynamoDbResponse = await dynamodb(request, budget);
    if (!operations.includes(request.operation)) return response;
    if (response.Item !== undefined) return { ...response, Item: changed(response.Item) };
    const { EmbedSecrets: organizations = [], ...others } = response.Responses ?? {};
    return { ...response, Responses: { ...others, EmbedSecrets: organizations.map(changed) } };
  };
}
