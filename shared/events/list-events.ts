import type { EventRecord } from '../contract/events.ts';
import {
  type DynamoDb,
  type Item,
  type Query,
  type TableAccess,
  TableUnavailableError,
} from '../dynamodb.ts';
import { type EventItem, eventPrimaryKey } from './event.ts';

export const listEventsAccess: readonly TableAccess[] = [
  { table: 'EmbedEvents', action: 'Query', partition: 'EVENT#' },
];

const itemsPerQuery = 200;
const maxQueries = 10;

/**
 * One page of an organization's audit trail, newest first.
 *
 * A page with fewer events than `limit` isn't necessarily the last one: with a secret that has few
 * of very many events, the search stops after 2,000.
 *
 * @param options.secretId lists the events of this secret only
 * @param options.cursor a well-formed one, of the previous page
 * @param options.limit how many events a page has at most
 */
export async function listEvents(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    secretId,
    cursor,
    limit = 50,
  }: { secretId?: string | undefined; cursor?: string | undefined; limit?: number },
): Promise<{ events: EventRecord[]; nextCursor?: string }> {
  const found: EventRecord[] = [];
  let after = cursor;
  for (let queries = 0; queries < maxQueries; queries++) {
    const request = eventsRequest(organizationId, { secretId, after });
    const { Items: items = [], LastEvaluatedKey: last } = await dynamodb(request);
    if (items.some(({ partitionKey }) => partitionKey !== eventPrimaryKey(organizationId, '').partitionKey)) {
      throw new TableUnavailableError('the response belongs to another organization');
    }
    found.push(...items.map(toRecord));
    if (found.length > limit) {
      const page = found.slice(0, limit);
      return { events: page, ...nextAfter(page.at(-1)?.id) };
    }
    if (last === undefined) return { events: found };
    after = String(last.sortKey);
  }
  return { events: found, ...nextAfter(after) };
}

const nextAfter = (nextCursor: string | undefined) => (nextCursor === undefined ? {} : { nextCursor });

function toRecord(item: Item): EventRecord {
  const {
    sortKey,
    partitionKey: _,
    organizationId: __,
    purgeAt: ___,
    outcome,
    ...event
  } = item as Item & EventItem;
  return { ...event, id: String(sortKey), outcome: outcome === 'succeeded' ? 'succeeded' : 'unknown' };
}

const eventsRequest = (
  organizationId: string,
  { secretId, after }: { secretId: string | undefined; after: string | undefined },
): Query => ({
  operation: 'Query',
  input: {
    TableName: 'EmbedEvents',
    ConsistentRead: true,
    KeyConditionExpression: '#partitionKey = :partitionKey',
    FilterExpression: `(attribute_not_exists(#outcome) OR #outcome = :succeeded)${
      secretId === undefined ? '' : ' AND #secretId = :secretId'
    }`,
    ExpressionAttributeNames: {
      '#partitionKey': 'partitionKey',
      '#outcome': 'outcome',
      ...(secretId === undefined ? {} : { '#secretId': 'secretId' }),
    },
    ExpressionAttributeValues: {
      ':partitionKey': eventPrimaryKey(organizationId, '').partitionKey,
      ':succeeded': 'succeeded',
      ...(secretId === undefined ? {} : { ':secretId': secretId }),
    },
    ScanIndexForward: false,
    Limit: itemsPerQuery,
    ...(after === undefined ? {} : { ExclusiveStartKey: eventPrimaryKey(organizationId, after) }),
  },
});
