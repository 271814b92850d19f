import { createHash } from 'node:crypto';
import { isoTime } from '../clock.ts';
import {
  conditionalWrite,
  type DynamoDb,
  getItem,
  type PrimaryKey,
  type TableAccess,
  TableUnavailableError,
  type UpdateItem,
} from '../dynamodb.ts';

export const claimIdempotencyKeyAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'UpdateItem', partition: 'IDEMPOTENCY#' },
  { table: 'EmbedSessions', action: 'GetItem', partition: 'IDEMPOTENCY#' },
];

/** How long a key is bound to its first request. */
const keptMs = 24 * 3_600_000;

/** Whose key it is: the same text of another actor, or of another operation, is another key. */
export type IdempotencyScope = {
  organizationId: string;
  operation: string;
  /** The secret of the path, for rotate-secret. */
  secretId?: string;
  actor: string;
  idempotencyKey: string;
};

/**
 * `claimed`: the first request with this key; `targetId` is what it asked for. `replayed`: a repetition, with the id
 * of the first one and when that was. `reused`: another request had this key.
 */
export type IdempotencyClaim =
  | { outcome: 'claimed'; targetId: string }
  | { outcome: 'replayed'; targetId: string; claimedAt: string }
  | { outcome: 'reused' };

/**
 * Claims an idempotency key for a request, before its change is tried: the record names the id that the change will
 * create, so a retry after a lost response finishes or finds the same one.
 *
 * @param options.body the raw body: another body with the same key is another request
 * @param options.targetId the new id, if this is the first request
 * @param options.now epoch milliseconds
 */
export async function claimIdempotencyKey(
  dynamodb: DynamoDb,
  scope: IdempotencyScope,
  { body, targetId, now }: { body: string; targetId: string; now: number },
): Promise<IdempotencyClaim> {
  const key = idempotencyPrimaryKey(scope);
  const fingerprint = sha256(body);
  const request = claimRequest(key, { fingerprint, targetId, now });
  if (await conditionalWrite(dynamodb, request, (written) => written.targetId === targetId)) {
    return { outcome: 'claimed', targetId };
  }
  const item = await getItem(dynamodb, { TableName: 'EmbedSessions', Key: key, ConsistentRead: true });
  if (item === undefined) throw new TableUnavailableError('the idempotency record expired meanwhile');
  if (item.fingerprint !== fingerprint) return { outcome: 'reused' };
  // This very request claimed it, if an earlier attempt succeeded and its response was lost.
  if (item.targetId === targetId) return { outcome: 'claimed', targetId };
  return { outcome: 'replayed', targetId: String(item.targetId), claimedAt: String(item.claimedAt) };
}

/** The parts can't run into each other: JSON separates them. The hash keeps the key itself out of the table. */
const idempotencyPrimaryKey = ({
  organizationId,
  operation,
  secretId,
  actor,
  idempotencyKey,
}: IdempotencyScope): PrimaryKey => ({
  partitionKey: `IDEMPOTENCY#${organizationId}#${sha256(
    JSON.stringify([operation, secretId ?? null, actor, idempotencyKey]),
  )}`,
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Claims a key that is free, or whose 24 hours are over: DynamoDB deletes expired items late. */
const claimRequest = (
  key: PrimaryKey,
  { fingerprint, targetId, now }: { fingerprint: string; targetId: string; now: number },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSessions',
    Key: key,
    UpdateExpression:
      'SET #fingerprint = :fingerprint, #targetId = :targetId, #claimedAt = :claimedAt, #purgeAt = :purgeAt',
    ConditionExpression: 'attribute_not_exists(#partitionKey) OR #purgeAt <= :now',
    ExpressionAttributeNames: {
      '#partitionKey': 'partitionKey',
      '#fingerprint': 'fingerprint',
      '#targetId': 'targetId',
      '#claimedAt': 'claimedAt',
      '#purgeAt': 'purgeAt',
    },
    ExpressionAttributeValues: {
      ':fingerprint': fingerprint,
      ':targetId': targetId,
      ':claimedAt': isoTime(now),
      ':purgeAt': Math.floor((now + keptMs) / 1000),
      ':now': Math.floor(now / 1000),
    },
    ReturnValues: 'UPDATED_NEW',
  },
});
