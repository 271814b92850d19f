import { conditionalWrite, type DynamoDb, TableUnavailableError } from '../dynamodb.ts';
import { setClause } from '../set-clause.ts';
import { eventPrimaryKey, type NewEvent } from './event.ts';

/**
 * Writes an event before its change is tried: no change is made without one, even if the function stops halfway.
 *
 * @throws {TableUnavailableError} if the event can't be written: the change must not be tried
 */
export async function openEvent(dynamodb: DynamoDb, organizationId: string, event: NewEvent): Promise<void> {
  const { id, ...attributes } = event;
  // Of its own, because what reads the stream can't take it out of the key.
  const { expression, names, values } = setClause({ ...attributes, organizationId });
  const request = {
    operation: 'UpdateItem',
    input: {
      TableName: 'EmbedEvents',
      Key: eventPrimaryKey(organizationId, id),
      UpdateExpression: expression,
      // A retry of this very request may find what its first attempt wrote.
      ConditionExpression:
        'attribute_not_exists(#partitionKey) OR (#requestId = :requestId AND attribute_not_exists(#outcome))',
      ExpressionAttributeNames: { ...names, '#partitionKey': 'partitionKey', '#outcome': 'outcome' },
      ExpressionAttributeValues: values,
      ReturnValues: 'UPDATED_NEW',
    },
  } as const;
  const opened = await conditionalWrite(
    dynamodb,
    request,
    (written) => written.requestId === event.requestId && written.at === event.at,
  );
  if (!opened) throw new TableUnavailableError('another event has this id');
}
