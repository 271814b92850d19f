import { isoTime } from '../../../shared/clock.ts';
import type { CreatedSession } from '../../../shared/contract/records.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { readSession } from '../../../shared/sessions/read-session.ts';
import { pendingForMs } from '../../../shared/sessions/session.ts';
import { targetGone } from './idempotency-key.ts';

/**
 * The response to a repeated create-session: the session that the first request created.
 *
 * @param options.claimedAt ISO time of the first request
 * @param options.now epoch milliseconds
 * @returns `undefined` if the first request didn't get as far as creating it, and its 5 minutes aren't over
 * @throws {ApiError} `idempotency_target_gone` if there is none and they are
 */
export async function replaySession(
  dynamodb: DynamoDb,
  organizationId: string,
  { targetId: sessionId, claimedAt, now }: { targetId: string; claimedAt: string; now: number },
): Promise<CreatedSession | undefined> {
  const expires = Date.parse(claimedAt) + pendingForMs;
  const session = await readSession(dynamodb, organizationId, sessionId);
  if (session !== undefined) {
    // A redeemed session has another end by now; the first response named this one.
    return { sessionId, expiresAt: session.state === 'pending' ? session.expiresAt : isoTime(expires) };
  }
  if (now < expires) return undefined;
  throw targetGone();
}
