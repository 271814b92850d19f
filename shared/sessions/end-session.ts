import { conditionalWrite, type DynamoDb, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { sessionPrimaryKey } from './session.ts';

export const endSessionAccess: readonly TableAccess[] = [
  {
    table: 'EmbedSessions',
    action: 'UpdateItem',
    partition: 'SESSION#',
    attributes: ['partitionKey', 'state'],
  },
];

/** Ends a session for good. Returns `false` if there is none with this id. */
export const endSession = (dynamodb: DynamoDb, organizationId: string, sessionId: string): Promise<boolean> =>
  conditionalWrite(dynamodb, endSessionRequest(organizationId, sessionId), ({ state }) => state === 'ended');

const endSessionRequest = (organizationId: string, sessionId: string): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSessions',
    Key: sessionPrimaryKey(organizationId, sessionId),
    UpdateExpression: 'SET #state = :ended',
    ConditionExpression: 'attribute_exists(#partitionKey)',
    ExpressionAttributeNames: { '#partitionKey': 'partitionKey', '#state': 'state' },
    ExpressionAttributeValues: { ':ended': 'ended' },
    ReturnValues: 'UPDATED_NEW',
  },
});
