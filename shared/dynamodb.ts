/**
 * The requests that this system sends to DynamoDB, as plain data in plain JavaScript values. Two transports
 * send them: the AWS SDK (API functions) and signed HTTPS requests (edge).
 */

export type Table = 'EmbedSecrets' | 'EmbedSessions' | 'EmbedEvents';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Item = Readonly<Record<string, Value>>;
export type PrimaryKey = { partitionKey: string; sortKey?: string };

type Expressions = {
  ExpressionAttributeNames?: Readonly<Record<string, string>>;
  ExpressionAttributeValues?: Item;
};

export type GetItem = {
  operation: 'GetItem';
  input: Pick<Expressions, 'ExpressionAttributeNames'> & {
    TableName: Table;
    Key: PrimaryKey;
    /** Never left out: revocation is immediate because every read sees every write before it. */
    ConsistentRead: true;
    ProjectionExpression?: string;
  };
};

export type BatchGetItem = {
  operation: 'BatchGetItem';
  input: { RequestItems: Partial<Record<Table, { Keys: readonly PrimaryKey[]; ConsistentRead: true }>> };
};

export type PutItem = {
  operation: 'PutItem';
  input: Expressions & { TableName: Table; Item: Item; ConditionExpression: string };
};

export type UpdateItem = {
  operation: 'UpdateItem';
  input: Expressions & {
    TableName: Table;
    Key: PrimaryKey;
    UpdateExpression: string;
    ConditionExpression?: string;
    ReturnValues: 'NONE' | 'UPDATED_NEW' | 'UPDATED_OLD' | 'ALL_NEW';
  };
};

type DeleteItem = {
  operation: 'DeleteItem';
  input: { TableName: Table; Key: PrimaryKey; ReturnValues: 'NONE' };
};

/** For lists. Reads the index if one is named: an index lags behind its table. */
export type Query = {
  operation: 'Query';
  input: Required<Expressions> & {
    TableName: Table;
    IndexName?: string;
    ConsistentRead?: true;
    KeyConditionExpression: string;
    FilterExpression?: string;
    /** Whether the first ones come first. */
    ScanIndexForward: boolean;
    /** Counts the items that are read, before the filter. */
    Limit: number;
    ExclusiveStartKey?: Item;
  };
};

export type DynamoDbRequest = GetItem | BatchGetItem | Query | PutItem | UpdateItem | DeleteItem;

/** The members of DynamoDB's responses that this system reads. */
export type DynamoDbResponse = {
  Item?: Item | undefined;
  Attributes?: Item | undefined;
  Responses?: Partial<Record<Table, readonly Item[]>> | undefined;
  Items?: readonly Item[] | undefined;
  LastEvaluatedKey?: Item | undefined;
};

/**
 * Sends a request and returns the response.
 *
 * @param budget once it is aborted, nothing more is sent
 * @throws {ConditionFailedError} if the request's condition doesn't hold: nothing was written, unless an earlier
 *   attempt of the same request succeeded and its response was lost
 * @throws {TableUnavailableError} if there was no usable response: a write may or may not have happened
 */
export type DynamoDb = (request: DynamoDbRequest, budget?: AbortSignal) => Promise<DynamoDbResponse>;

export class ConditionFailedError extends Error {
  override name = 'ConditionFailedError';
}

export class TableUnavailableError extends Error {
  override name = 'TableUnavailableError';
}

/**
 * What a function may do to a table: one action on the partitions that start with a prefix and, if it must not
 * see the whole item, on the named attributes only. The stack turns it into an IAM statement.
 */
export type TableAccess = {
  table: Table;
  action: DynamoDbRequest['operation'];
  /** An index of the table, instead of the table. */
  index?: string;
  /** A prefix of the partition key, up to and including its `#`; or the whole key; `*` for any. */
  partition:
    | 'ORG'
    | 'HOST'
    | 'ORG#'
    | 'DELETED#'
    | 'HOST#'
    | 'ENVIRONMENT'
    | 'SESSION#'
    | 'CLAIMS#'
    | 'V0#'
    | 'USAGE#'
    | 'RECENT#'
    | 'IDEMPOTENCY#'
    | 'EVENT#'
    | '*';
  attributes?: readonly string[];
  /** Of an update that moves keys within the item: its response holds nothing. */
  returnValues?: 'NONE';
};

/** Reads one item, strongly consistent. A response that holds another item counts as no response. */
export async function getItem(dynamodb: DynamoDb, input: GetItem['input']): Promise<Item | undefined> {
  try {
    const { Item: item } = await dynamodb({ operation: 'GetItem', input });
    if (item !== undefined) requireKey(item, input.Key);
    return item;
  } catch (error) {
    if (error instanceof ConditionFailedError) {
      throw new TableUnavailableError('a read got the response of a write');
    }
    throw error;
  }
}

/** Throws unless the item is the requested one: a connection's responses can get out of step. */
export function requireKey(item: Item, key: PrimaryKey): void {
  if (item.partitionKey !== key.partitionKey || item.sortKey !== key.sortKey) {
    throw new TableUnavailableError('the response holds another item than the requested one');
  }
}

/**
 * Sends a conditional write. Returns whether its condition held.
 *
 * @param isOwnWrite whether the written attributes are those that only this request could have written. Every
 *   update that others rely on has one, so that no other request's response can pass for its own
 */
export async function conditionalWrite(
  dynamodb: DynamoDb,
  request: PutItem | UpdateItem,
  isOwnWrite?: (written: Item) => boolean,
): Promise<boolean> {
  try {
    const { Attributes: written = {} } = await dynamodb(request);
    if (isOwnWrite?.(written) === false)
      throw new TableUnavailableError('the response is to another request');
    return true;
  } catch (error) {
    if (error instanceof ConditionFailedError) return false;
    throw error;
  }
}
