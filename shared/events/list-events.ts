import type { EventRecord } from '../contract/events.ts';
import {
  type DynamoDb,
  type Item,
  type Query,
  type TableAccess,
  TableUnavailableError,
} from '../dynamodb.ts';
import { type EventItem, eventPrimaryKey } from './event.ts';
import { type EventIdRange, eventIdRange } from './event-id-range.ts';

export const listEventsAccess: readonly TableAccess[] = [
  { table: 'EmbedEvents', action: 'Query', partition: 'EVENT#' },
];

const itemsPerQuery = 200;
const maxQueries = 10;

/** Which events to list: all, or those that match each of these. */
type EventFilter = {
  secretId?: string | undefined;
  /** Exactly as events have it. */
  actor?: string | undefined;
  /** ISO times; `from` is included, `to` isn't. */
  from?: string | undefined;
  to?: string | undefined;
};

/**
 * One page of an organization's audit trail, newest first.
 *
 * A page with fewer events than `limit` isn't necessarily the last one: with a secret or an actor
 * that has few of very many events, the search stops after 2,000.
 *
 * @param options.cursor a well-formed one, of the previous page
 * @param options.limit how many events a page has at most
 */
export async function listEvents(
  dynamodb: DynamoDb,
  organizationId: string,
  { cursor, limit = 50, ...filter }: EventFilter & { cursor?: string | undefined; limit?: number },
): Promise<{ events: EventRecord[]; nextCursor?: string }> {
  const range = eventIdRange(filter);
  // The cursor may be of a list of another period. DynamoDB refuses to start outside the range of keys.
  if (range === undefined || (cursor !== undefined && cursor < range.first)) return { events: [] };
  const found: EventRecord[] = [];
  let after = cursor !== undefined && cursor <= range.last ? cursor : undefined;
  for (let queries = 0; queries < maxQueries; queries++) {
    const request = eventsRequest(organizationId, { ...filter, range, after });
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

function eventsRequest(
  organizationId: string,
  { secretId, actor, range, after }: EventFilter & { range: EventIdRange; after: string | undefined },
): Query {
  const equal = Object.entries({ secretId, actor }).filter(([, value]) => value !== undefined);
  return {
    operation: 'Query',
    input: {
      TableName: 'EmbedEvents',
      ConsistentRead: true,
      KeyConditionExpression: '#partitionKey = :partitionKey AND #sortKey BETWEEN :first AND :last',
      FilterExpression: [
        '(attribute_not_exists(#outcome) OR #outcome = :succeeded)',
        ...equal.map(([name]) => `#${name} = :${name}`),
      ].join(' AND '),
      ExpressionAttributeNames: {
        '#partitionKey': 'partitionKey',
        '#sortKey': 'sortKey',
        '#outcome': 'outcome',
        ...Object.fromEntries(equal.map(([name]) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':partitionKey': eventPrimaryKey(organizationId, '').partitionKey,
        ':first': range.first,
        ':last': range.last,
        ':succeeded': 'succeeded',
        ...Object.fromEntries(equal.map(([name, value]) => [`:${name}`, value])),
      },
      ScanIndexForward: false,
      Limit: itemsPerQuery,
      ...(after === undefined ? {} : { ExclusiveStartKey: eventPrimaryKey(organizationId, after) }),
    },
  };
}
