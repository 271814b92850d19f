/**
 * The requests that this system sends to DynamoDB, as plain data in plain JavaScript values. Two transports
 * carry them: the AWS SDK (API functions) and `aws4` over HTTPS (edge).
 */

export type Table = 'EmbedSecrets' | 'EmbedSessions';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Item = Readonly<Record<string, Value>>;
export type Key = { partitionKey: string; sortKey?: string };

type Expressions = {
  ExpressionAttributeNames?: Readonly<Record<string, string>>;
  ExpressionAttributeValues?: Item;
};

export type GetItem = {
  operation: 'GetItem';
  input: Pick<Expressions, 'ExpressionAttributeNames'> & {
    TableName: Table;
    Key: Key;
    /** Never left out: revocation is at once because every read sees every write before it. */
    ConsistentRead: true;
    ProjectionExpression?: string;
  };
};

export type BatchGetItem = {
  operation: 'BatchGetItem';
  input: { RequestItems: Partial<Record<Table, { Keys: readonly Key[]; ConsistentRead: true }>> };
};

export type PutItem = {
  operation: 'PutItem';
  input: Expressions & { TableName: Table; Item: Item; ConditionExpression: string };
};

export type UpdateItem = {
  operation: 'UpdateItem';
  input: Expressions & {
    TableName: Table;
    Key: Key;
    UpdateExpression: string;
    ConditionExpression?: string;
    ReturnValues: 'NONE' | 'UPDATED_NEW' | 'ALL_NEW';
  };
};

/** For lists, the last first. Of an index where it is named: an index lags behind its table. */
export type Query = {
  operation: 'Query';
  input: Required<Expressions> & {
    TableName: Table;
    IndexName?: string;
    ConsistentRead?: true;
    KeyConditionExpression: string;
    FilterExpression?: string;
    ScanIndexForward: false;
    /** Of the items that are read, before the filter. */
    Limit: number;
    ExclusiveStartKey?: Item;
  };
};

export type DynamoDbRequest = GetItem | BatchGetItem | Query | PutItem | UpdateItem;

/** The members of DynamoDB's answers that this system reads. */
export type DynamoDbAnswer = {
  Item?: Item;
  Attributes?: Item;
  Responses?: Partial<Record<Table, readonly Item[]>>;
  Items?: readonly Item[];
  LastEvaluatedKey?: Item;
};

/**
 * Sends a request and gives the answer.
 *
 * @param budget once it is aborted, nothing more is sent
 * @throws {ConditionFailedError} when the item is not as the request's condition demands; nothing was written,
 *   unless an earlier attempt of the same request was carried out and its answer lost
 * @throws {TableUnavailableError} when DynamoDB gave no usable answer; what was to be written may be written
 */
export type DynamoDb = (request: DynamoDbRequest, budget?: AbortSignal) => Promise<DynamoDbAnswer>;

export class ConditionFailedError extends Error {
  override name = 'ConditionFailedError';
}

export class TableUnavailableError extends Error {
  override name = 'TableUnavailableError';
}

/**
 * What a function may do to a table: one action on the partitions that start with a prefix and, where it
 * must not see the whole item, on the named attributes only. The stack makes IAM statements of it.
 */
export type Access = {
  table: Table;
  action: DynamoDbRequest['operation'];
  /** Of an index of the table, and not of the table. */
  index?: string;
  /** A prefix of the partition key, up to and with its `#`; or the whole key; `*` for any. */
  partition: 'ORG#' | 'DELETED#' | 'HOST#' | 'SESSION#' | 'V0#' | 'ENVIRONMENT' | '*';
  attributes?: readonly string[];
};

/** Reads one item, strongly consistent; an answer that is not of this key is no answer. */
export async function getItem(dynamodb: DynamoDb, input: GetItem['input']): Promise<Item | undefined> {
  try {
    const { Item: item } = await dynamodb({ operation: 'GetItem', input });
    if (item !== undefined) requireKey(item, input.Key);
    return item;
  } catch (error) {
    if (error instanceof ConditionFailedError) {
      throw new TableUnavailableError('a read was answered as a write');
    }
    throw error;
  }
}

/** Throws where an item is not the one asked for, as when a connection's answers get out of step. */
export function requireKey(item: Item, key: Key): void {
  if (item.partitionKey !== key.partitionKey || item.sortKey !== key.sortKey) {
    throw new TableUnavailableError('the answer holds another item than the one asked for');
  }
}

/**
 * Sends a conditional write; tells whether its condition held.
 *
 * @param isOwn whether the written attributes are those that this request alone could have written. An update
 *   that changes what others rely on has one: no other request's answer can pass for its own
 */
export async function writeIf(
  dynamodb: DynamoDb,
  request: PutItem | UpdateItem,
  isOwn?: (written: Item) => boolean,
): Promise<boolean> {
  try {
    const { Attributes: written = {} } = await dynamodb(request);
    if (isOwn?.(written) === false) throw new TableUnavailableError('the answer is of another request');
    return true;
  } catch (error) {
    if (error instanceof ConditionFailedError) return false;
    throw error;
  }
}
