import type { SessionRecord } from '../../../shared/contract/records.ts';
import type { ListedSession } from '../../../shared/sessions/list-sessions.ts';

/** A session as the API returns it: without its claims. */
export const sessionRecord = ({
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
