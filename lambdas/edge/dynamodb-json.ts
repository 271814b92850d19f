import type { DynamoDbRequest, DynamoDbResponse } from '../../shared/dynamodb.ts';
import { type AttributeValue, marshall, unmarshall } from './attribute-values.ts';

/** The members of DynamoDB's responses that this system reads, in DynamoDB's JSON. */
export type ResponseJson = {
  __type?: string;
  Item?: Record<string, AttributeValue>;
  Attributes?: Record<string, AttributeValue>;
  Responses?: Record<string, Record<string, AttributeValue>[]>;
  Items?: Record<string, AttributeValue>[];
  LastEvaluatedKey?: Record<string, AttributeValue>;
  UnprocessedKeys?: object;
};

/** @throws {TypeError} if it has a type that this system doesn't store */
export function unmarshallResponse(response: ResponseJson): DynamoDbResponse {
  const unmarshalled: DynamoDbResponse = {};
  for (const member of ['Item', 'Attributes', 'LastEvaluatedKey'] as const) {
    const item = response[member];
    if (item !== undefined) unmarshalled[member] = unmarshall(item);
  }
  if (response.Items !== undefined) unmarshalled.Items = response.Items.map(unmarshall);
  if (response.Responses !== undefined) {
    unmarshalled.Responses = Object.fromEntries(
      Object.entries(response.Responses).map(([table, items]) => [table, items.map(unmarshall)]),
    );
  }
  return unmarshalled;
}

export function marshallInput(input: DynamoDbRequest['input']): object {
  const marshalled: Record<string, unknown> = { ...input };
  for (const member of ['Key', 'Item', 'ExclusiveStartKey', 'ExpressionAttributeValues'] as const) {
    const value = marshalled[member];
    if (value !== undefined) marshalled[member] = marshall(value as object);
  }
  if ('RequestItems' in input) {
    marshalled.RequestItems = Object.fromEntries(
      Object.entries(input.RequestItems).map(([table, { Keys: keys, ...read }]) => [
        table,
        { ...read, Keys: keys.map(marshall) },
      ]),
    );
  }
  return marshalled;
}
