import type { SessionRecord } from '../../shared/contract/records.ts';
import { type ListedSession, listSessions } from '../../shared/sessions/list-sessions.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

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

const sessionRecord = ({
  sessionId,
  externalId,
  name,
  secretId,
  createdAt,
  expiresAt,
}: ListedSession): SessionRecord => ({
  id: sessionId,
  externalId,
  name,
  ...(secretId === undefined ? {} : { secretId }),
  createdAt,
  expiresAt,
});
