import { listSessions } from '../../shared/sessions/list-sessions.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { sessionRecord } from './http/session-record.ts';

/** 200: the organization's active or pending sessions, newest first. */
export default defineEmbedOperation(
  'list-sessions',
  async ({ organizationId, query: { limit, cursor, secretId, state }, now }, { dynamodb, organization }) => {
    const options = { organization, state, secretId, cursor, limit, now };
    const { sessions, nextCursor } = await listSessions(dynamodb, organizationId, options);
    const records = sessions.map(sessionRecord);
    return nextCursor === undefined ? { records } : { records, nextCursor };
  },
);
