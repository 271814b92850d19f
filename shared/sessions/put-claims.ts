import { createHash } from 'node:crypto';
import { conditionalWrite, type DynamoDb, type TableAccess, TableUnavailableError } from '../dynamodb.ts';
import { maxSessionLengthHours } from '../organizations/session-length.ts';
import { claimsPrimaryKey } from './claims-item.ts';
import { pendingForMs } from './session.ts';

export const putClaimsAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'CLAIMS#' },
];

/**
 * Stores claims in an item of their own, so that the requests of their session don't read them. The item outlives the
 * longest session.
 *
 * @param options.json the claims
 * @param options.now epoch milliseconds
 * @returns the SHA-256 of the JSON, in lowercase hex
 */
export async function putClaims(
  dynamodb: DynamoDb,
  organizationId: string,
  { sessionId, json, now }: { sessionId: string; json: string; now: number },
): Promise<string> {
  const sha256 = createHash('sha256').update(json).digest('hex');
  const written = await conditionalWrite(
    dynamodb,
    {
      operation: 'UpdateItem',
      input: {
        TableName: 'EmbedSessions',
        Key: claimsPrimaryKey(organizationId, sessionId),
        UpdateExpression: 'SET #claims = :claims, #sha256 = :sha256, #purgeAt = :purgeAt',
        // An earlier attempt of the same request may have written them; nothing ever replaces them.
        ConditionExpression: 'attribute_not_exists(#partitionKey) OR #sha256 = :sha256',
        ExpressionAttributeNames: {
          '#partitionKey': 'partitionKey',
          '#claims': 'claims',
          '#sha256': 'sha256',
          '#purgeAt': 'purgeAt',
        },
        ExpressionAttributeValues: { ':claims': json, ':sha256': sha256, ':purgeAt': purgeTime(now) },
        ReturnValues: 'UPDATED_NEW',
      },
    },
    (attributes) => attributes.sha256 === sha256,
  );
  if (!written) throw new TableUnavailableError('the session has other claims');
  return sha256;
}

/** A day after the end of the longest session that could still be redeemed. In epoch seconds. */
const purgeTime = (now: number): number =>
  Math.ceil((now + pendingForMs) / 1000) + (maxSessionLengthHours + 24) * 3600;
