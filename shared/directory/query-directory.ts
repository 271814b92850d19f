import { type DynamoDb, type Item, type Query, TableUnavailableError } from '../dynamodb.ts';
import { directoryIndex } from '../tables.ts';

/** The sort keys of organizations and of hosts, which are the partitions of the index. */
export type DirectoryKind = 'ORG' | 'HOST';

const maxQueries = 10;
/** How many items one query reads at most. */
const itemsPerQuery = 500;

/** A condition that items have to meet, in DynamoDB's terms. */
export type DirectoryFilter = {
  expression: string;
  names: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
};

/**
 * One page of the organizations or hosts, by name. The list may lag slightly behind the table.
 *
 * A page with fewer than `limit` isn't necessarily the last: if the filter leaves few, the search stops after 5,000.
 *
 * @param options.after the name after which the page starts
 * @returns the items and, if there are more, the name after which the next page starts
 */
export async function queryDirectory(
  dynamodb: DynamoDb,
  kind: DirectoryKind,
  { filter, after, limit }: { filter?: DirectoryFilter; after: string | undefined; limit: number },
): Promise<{ items: Item[]; next?: string }> {
  const found: Item[] = [];
  let start = after;
  for (let queries = 0; queries < maxQueries; queries++) {
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb(
      directoryRequest(kind, { filter, after: start }),
    );
    if (items.some(({ sortKey }) => sortKey !== kind)) {
      throw new TableUnavailableError('the response is to another request');
    }
    found.push(...items);
    const [page, lastOfPage] = [found.slice(0, limit), found[limit - 1]];
    if (found.length > limit && lastOfPage !== undefined)
      return { items: page, next: directoryName(lastOfPage) };
    if (last === undefined) return { items: found };
    start = directoryName(last);
  }
  return { items: found, ...(start === undefined ? {} : { next: start }) };
}

/** The ID of an organization, or the host: the partition key without its kind. */
export const directoryName = ({ partitionKey }: Item): string =>
  String(partitionKey).slice(String(partitionKey).indexOf('#') + 1);

const directoryRequest = (
  kind: DirectoryKind,
  { filter, after }: { filter: DirectoryFilter | undefined; after: string | undefined },
): Query => ({
  operation: 'Query',
  input: {
    TableName: 'EmbedSecrets',
    IndexName: directoryIndex.name,
    KeyConditionExpression: '#kind = :kind',
    ...(filter === undefined ? {} : { FilterExpression: filter.expression }),
    ExpressionAttributeNames: { '#kind': directoryIndex.partitionKey, ...filter?.names },
    ExpressionAttributeValues: { ':kind': kind, ...filter?.values },
    ScanIndexForward: true,
    Limit: itemsPerQuery,
    ...(after === undefined
      ? {}
      : { ExclusiveStartKey: { partitionKey: `${kind}#${after}`, sortKey: kind } }),
  },
});
