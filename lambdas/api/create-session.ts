import { createSession, newPendingSessionId } from '../../shared/sessions/create-session.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { claimTarget } from './http/idempotency-key.ts';
import { replaySession } from './http/replay-session.ts';

/** 201: step 1 of 2-step SSO. The session can be redeemed once, within 5 minutes. */
export default defineEmbedOperation('create-session', async (request, context) => {
  const { organizationId, body: claims, actor, now, requestId } = request;
  const { dynamodb, log, organization } = context;
  const claim = await claimTarget(request, context, {
    operation: 'create-session',
    newId: newPendingSessionId(),
  });
  const { targetId: sessionId } = claim;
  if (claim.outcome === 'replayed') {
    const replayed = await replaySession(dynamodb, organizationId, { ...claim, now });
    if (replayed !== undefined) return replayed;
  }
  const { sessionsValidFrom } = organization;
  const options = { sessionId, claims, sessionsValidFrom, now };
  const { expiresAt } = await createSession(dynamodb, organizationId, options);
  log({ event: 'session_created', organizationId, sessionId, actor, requestId });
  return { sessionId, expiresAt };
});
