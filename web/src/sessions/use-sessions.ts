import { useEffect } from 'react';
import type { SessionPage } from '../../../shared/contract/records.ts';
import type { EmbedApi, SessionState } from '../api/embed-api.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useSubmission } from '../api/use-submission.ts';
import { useOnReturn } from '../ui/use-on-return.ts';

/** Which sessions are listed. Pending ones have no secret yet. */
export type SessionSelection = { state: SessionState; secretId: string | undefined };

/** Sessions that load without asking. More would only keep the admin's browser busy. */
const loadedUnasked = 1000;

/** The sessions of the organization, or of one secret, in one state. Further pages load on their own, up to a limit. */
export function useSessions(api: EmbedApi, { state, secretId }: SessionSelection) {
  const query = { state, ...(secretId === undefined ? {} : { secretId }) };
  const { loaded, reload, refresh, change } = useLoaded(() => api.listSessions(query));
  const { records, nextCursor } = loaded.status === 'ready' ? loaded.value : noSessions;
  const { submit, isSending, failure } = useSubmission(async () => {
    if (nextCursor === undefined) return;
    const page = await api.listSessions({ ...query, cursor: nextCursor });
    change((last): SessionPage => ({ ...page, records: [...last.records, ...page.records] }));
  });
  const loadsOn =
    nextCursor !== undefined && records.length < loadedUnasked && !isSending && failure === undefined;
  useEffect(() => {
    if (loadsOn) void submit();
  }, [loadsOn, nextCursor]);
  useOnReturn(refresh);

  const ended = (sessionId: string) =>
    change((page) => ({ ...page, records: page.records.filter(({ id }) => id !== sessionId) }));
  return {
    loaded,
    records,
    reload,
    ended,
    hasMore: nextCursor !== undefined,
    more: { submit, isSending, failure },
  };
}

const noSessions: SessionPage = { records: [] };
