import { ApiError } from '../../../shared/contract/errors.ts';
import type { OperationId } from '../../../shared/contract/operations.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import {
  claimIdempotencyKey,
  type IdempotencyClaim,
} from '../../../shared/idempotency/claim-idempotency-key.ts';
import type { ApiEvent } from './event.ts';
import type { Parsed } from './parse-members.ts';

/** What identifies a request that may be repeated: its `Idempotency-Key` and its raw body. */
export type IdempotencyKey = { key: string; body: string };

const header = 'Idempotency-Key';

/** Reads the header `Idempotency-Key`: `undefined` without one, for such a request is not protected. */
export function parseIdempotencyKey({ headers, body = '' }: ApiEvent): Parsed<IdempotencyKey | undefined> {
  const key = headers[header.toLowerCase()];
  if (key === undefined) return { ok: true, value: undefined };
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return { ok: true, value: { key, body } };
  const message = 'must be 1 to 255 visible ASCII characters';
  return { ok: false, errors: [{ field: header, code: 'invalid_value', message }] };
}

type Claimed = Exclude<IdempotencyClaim, { outcome: 'reused' }>;

/**
 * Claims the request's idempotency key, if it has one, for what it is about to create.
 *
 * @param options.newId the id of what is created, unless an earlier request with this key named another one
 * @throws {ApiError} `idempotency_key_reused`
 */
export async function claimTarget(
  {
    organizationId,
    callerId,
    now,
    idempotencyKey,
  }: { organizationId: string; callerId: string; now: number; idempotencyKey: IdempotencyKey | undefined },
  { dynamodb }: { dynamodb: DynamoDb },
  { operation, secretId, newId }: { operation: OperationId; secretId?: string; newId: string },
): Promise<Claimed> {
  if (idempotencyKey === undefined) return { outcome: 'claimed', targetId: newId };
  const scope = {
    organizationId,
    operation,
    actor: callerId,
    idempotencyKey: idempotencyKey.key,
    ...(secretId === undefined ? {} : { secretId }),
  };
  const claim = await claimIdempotencyKey(dynamodb, scope, {
    body: idempotencyKey.body,
    targetId: newId,
    now,
  });
  if (claim.outcome === 'reused') {
    throw new ApiError(
      'idempotency_key_reused',
      `Another request used this ${header} with another body. Use a new key.`,
    );
  }
  return claim;
}

export const targetGone = (): ApiError =>
  new ApiError(
    'idempotency_target_gone',
    `The first request with this ${header} succeeded, but what it created is gone. Use a new key.`,
  );
