import { conditionalWrite, type DynamoDb, type Item, type TableAccess } from '../dynamodb.ts';
import { claimsPrimaryKey } from './claims-item.ts';
import { sessionPrimaryKey } from './session.ts';
import { isPendingSessionId } from './session-id.ts';

/** Everything about the viewer but the claims, which are replaced. */
const removed = [
  'claimsBytes',
  'claimsSha256',
  'excerpt',
  'overrides',
  'contentPath',
  'externalId',
  'name',
] as const;

export const eraseSessionAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'DeleteItem', partition: 'CLAIMS#' },
  {
    table: 'EmbedSessions',
    action: 'UpdateItem',
    partition: 'SESSION#',
    attributes: ['partitionKey', 'state', 'claims', ...removed],
  },
];

/** What a session has in place of its claims. Each version of the edge can read it, and refuses the session by its state. */
const noClaims = JSON.stringify({ contentPath: '/' });

/**
 * Ends a session and removes everything about its viewer. The item stays until its URL has expired: it is what keeps the
 * URL from being used again.
 *
 * @returns `false` if there is none with this id
 */
export async function eraseSession(
  dynamodb: DynamoDb,
  organizationId: string,
  sessionId: string,
): Promise<boolean> {
  if (isPendingSessionId(sessionId)) {
    const Key = claimsPrimaryKey(organizationId, sessionId);
    await dynamodb({
      operation: 'DeleteItem',
      input: { TableName: 'EmbedSessions', Key, ReturnValues: 'NONE' },
    });
  }
  const isErased = ({ state, claims }: Item) => state === 'ended' && claims === noClaims;
  return await conditionalWrite(
    dynamodb,
    {
      operation: 'UpdateItem',
      input: {
        TableName: 'EmbedSessions',
        Key: sessionPrimaryKey(organizationId, sessionId),
        UpdateExpression: `SET #state = :ended, #claims = :noClaims REMOVE ${removed.map((name) => `#${name}`).join(', ')}`,
        ConditionExpression: 'attribute_exists(#partitionKey)',
        ExpressionAttributeNames: {
          '#partitionKey': 'partitionKey',
          '#state': 'state',
          '#claims': 'claims',
          ...Object.fromEntries(removed.map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: { ':ended': 'ended', ':noClaims': noClaims },
        ReturnValues: 'UPDATED_NEW',
      },
    },
    isErased,
  );
}
