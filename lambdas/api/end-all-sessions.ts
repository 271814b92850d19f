import { endAllSessions } from '../../shared/organizations/end-all-sessions.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 204: every existing session is ended, pending ones included. */
export default defineEmbedOperation(
  'end-all-sessions',
  async ({ organizationId, actor, now, requestId }, { dynamodb, log, organization }) => {
    const { sessionsValidFrom } = organization;
    await endAllSessions(dynamodb, organizationId, { sessionsValidFrom, now });
    log({ event: 'all_sessions_ended', organizationId, actor, requestId });
  },
);
