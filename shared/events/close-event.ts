import { conditionalWrite, type DynamoDb } from '../dynamodb.ts';
import { setClause } from '../set-clause.ts';
import { type EventResult, eventPrimaryKey } from './event.ts';

/** How long DynamoDB keeps an event whose change was refused. Lists leave it out at once. */
const retractedForSeconds = 86_400;

/**
 * Records that the change of an open event was made. An event is confirmed once and then never changes.
 *
 * @returns `false` if the event isn't open
 */
export const confirmEvent = (
  dynamodb: DynamoDb,
  organizationId: string,
  eventId: string,
  result: EventResult = {},
): Promise<boolean> => close(dynamodb, organizationId, eventId, { ...result, outcome: 'succeeded' });

/**
 * Takes back an open event: its change was refused, or changed nothing.
 *
 * @param now epoch milliseconds
 * @returns `false` if the event isn't open
 */
export const retractEvent = (
  dynamodb: DynamoDb,
  organizationId: string,
  eventId: string,
  now: number,
): Promise<boolean> =>
  close(dynamodb, organizationId, eventId, {
    outcome: 'retracted',
    purgeAt: Math.floor(now / 1000) + retractedForSeconds,
  });

async function close(
  dynamodb: DynamoDb,
  organizationId: string,
  eventId: string,
  attributes: EventResult & { outcome: 'succeeded' | 'retracted'; purgeAt?: number },
): Promise<boolean> {
  const { expression, names, values } = setClause(attributes);
  return await conditionalWrite(
    dynamodb,
    {
      operation: 'UpdateItem',
      input: {
        TableName: 'EmbedEvents',
        Key: eventPrimaryKey(organizationId, eventId),
        UpdateExpression: expression,
        // Repeating the same outcome after a lost response is not a change.
        ConditionExpression:
          'attribute_exists(#partitionKey) AND (attribute_not_exists(#outcome) OR #outcome = :outcome)',
        ExpressionAttributeNames: { ...names, '#partitionKey': 'partitionKey' },
        ExpressionAttributeValues: values,
        ReturnValues: 'UPDATED_NEW',
      },
    },
    (written) => written.outcome === attributes.outcome,
  );
}
