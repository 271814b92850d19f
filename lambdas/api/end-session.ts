import { ApiError } from '../../shared/contract/errors.ts';
import { endSession } from '../../shared/sessions/end-session.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 204: the session is ended, or was before. */
export default defineEmbedOperation(
  'end-session',
  async ({ organizationId, sessionId, actor, requestId }, { dynamodb, log }) => {
    if (!(await endSession(dynamodb, organizationId, sessionId))) {
      throw new ApiError('not_found', 'The organization has no session with this id.');
    }
    log({ event: 'session_ended', organizationId, sessionId, actor, requestId });
  },
);
