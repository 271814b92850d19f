import { conditionalWrite, type DynamoDb, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { organizationPrimaryKey } from './organization.ts';
import { nextSessionsValidFrom } from './sessions-valid-from.ts';

export const endAllSessionsAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSecrets',
    action: 'UpdateItem',
    partition: 'ORG#',
    attributes: ['partitionKey', 'sortKey', 'sessionsValidFrom'],
  },
];

/**
 * Ends every existing session, pending ones included. If another call has moved `sessionsValidFrom` further
 * meanwhile, that call has ended them.
 *
 * @param options.sessionsValidFrom as read before; a session created just after it is ended as well
 * @param options.now epoch milliseconds
 */
export async function endAllSessions(
  dynamodb: DynamoDb,
  organizationId: string,
  { sessionsValidFrom, now }: { sessionsValidFrom: string; now: number },
): Promise<void> {
  const next = nextSessionsValidFrom(sessionsValidFrom, now);
  await conditionalWrite(
    dynamodb,
    moveForwardRequest(organizationId, next),
    (written) => written.sessionsValidFrom === next,
  );
}

const moveForwardRequest = (organizationId: string, sessionsValidFrom: string): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    UpdateExpression: 'SET #sessionsValidFrom = :sessionsValidFrom',
    ConditionExpression: '#sessionsValidFrom < :sessionsValidFrom',
    ExpressionAttributeNames: { '#sessionsValidFrom': 'sessionsValidFrom' },
    ExpressionAttributeValues: { ':sessionsValidFrom': sessionsValidFrom },
    ReturnValues: 'UPDATED_NEW',
  },
});
