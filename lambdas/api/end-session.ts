import { ApiError } from '../../shared/contract/errors.ts';
import { endSession } from '../../shared/sessions/end-session.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { withEvent } from './http/with-event.ts';

/** 204: the session is ended, or was before. */
export default defineEmbedOperation('end-session', async (request, context) => {
  const { organizationId, sessionId } = request;
  await withEvent(request, context, { type: 'session_ended' }, async ({ describe }) => {
    if (!(await endSession(context.dynamodb, organizationId, sessionId))) {
      throw new ApiError('not_found', 'The organization has no session with this id.');
    }
    describe({ details: { sessionId } });
  });
});
