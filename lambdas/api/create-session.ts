import { createSession } from '../../shared/sessions/create-session.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 201: step 1 of 2-step SSO. The session can be redeemed once, within 5 minutes. */
export default defineEmbedOperation(
  'create-session',
  async ({ organizationId, body, actor, now, requestId }, { dynamodb, log, organization }) => {
    const { sessionsValidFrom } = organization;
    const session = await createSession(dynamodb, organizationId, { claims: body, sessionsValidFrom, now });
    const { sessionId, expiresAt } = session;
    log({ event: 'session_created', organizationId, sessionId, actor, requestId });
    return { sessionId, expiresAt };
  },
);
