import { ApiError } from '../../shared/contract/errors.ts';
import { readSession } from '../../shared/sessions/read-session.ts';
import { sessionState } from '../../shared/sessions/session-state.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { sessionRecord } from './http/session-record.ts';

/** 200: a session and its state, also if it is over. */
export default defineEmbedOperation(
  'get-session',
  async ({ organizationId, sessionId, now }, { dynamodb, organization }) => {
    const session = await readSession(dynamodb, organizationId, sessionId);
    // An erased session has no viewer.
    if (session?.claims.externalId === undefined) {
      throw new ApiError('not_found', 'The organization has no session with this ID.');
    }
    const { externalId, name } = session.claims;
    return {
      ...sessionRecord({ ...session, externalId, name }),
      state: sessionState(session, organization, now),
    };
  },
);
