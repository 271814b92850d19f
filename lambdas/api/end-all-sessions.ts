import { endAllSessions } from '../../shared/organizations/end-all-sessions.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { withEvent } from './http/with-event.ts';

/** 204: every existing session is ended, pending ones included. */
export default defineEmbedOperation('end-all-sessions', async (request, context) => {
  const { organizationId, now } = request;
  const { sessionsValidFrom } = context.organization;
  await withEvent(request, context, { type: 'sessions_ended' }, () =>
    endAllSessions(context.dynamodb, organizationId, { sessionsValidFrom, now }),
  );
});
