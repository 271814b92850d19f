import { ConditionFailedError, type DynamoDb, type Item } from '../dynamodb.ts';
import { organizationPrimaryKey } from './organization.ts';

/** The maps of an organization's item. An update can't write into a map that doesn't exist. */
export type OrganizationMap = 'secrets' | 'lifecycle' | 'keys' | 'disabledKeys' | 'retiredKeys' | 'deletions';

/**
 * Creates maps that an organization's item lacks, because a version before them created it. Does nothing if the
 * organization doesn't exist.
 */
export async function createMaps(
  dynamodb: DynamoDb,
  organizationId: string,
  maps: readonly OrganizationMap[],
): Promise<void> {
  const { clauses, names, values } = emptyMaps(maps);
  try {
    await dynamodb({
      operation: 'UpdateItem',
      input: {
        TableName: 'EmbedSecrets',
        Key: organizationPrimaryKey(organizationId),
        UpdateExpression: `SET ${clauses.join(', ')}`,
        ConditionExpression: 'attribute_exists(#partitionKey)',
        ExpressionAttributeNames: { '#partitionKey': 'partitionKey', ...names },
        ExpressionAttributeValues: values,
        ReturnValues: 'NONE',
      },
    });
  } catch (error) {
    if (!(error instanceof ConditionFailedError)) throw error;
  }
}

/** The parts of an update that creates maps where they don't exist. Each has a value of its own. */
export const emptyMaps = (
  maps: readonly OrganizationMap[],
): { clauses: string[]; names: Record<string, string>; values: Item } => ({
  clauses: maps.map((map) => `#${map} = if_not_exists(#${map}, :${map})`),
  names: Object.fromEntries(maps.map((map) => [`#${map}`, map])),
  values: Object.fromEntries(maps.map((map) => [`:${map}`, {}])),
});

/** Part of a condition: the maps exist. */
export const mapsExist = (maps: readonly OrganizationMap[]): string =>
  maps.map((map) => `attribute_exists(#${map})`).join(' AND ');
