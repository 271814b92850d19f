import type { Page, SessionRecord } from '../../../shared/contract/records.ts';
import type { EmbedApi } from '../api/embed-api.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { useSubmission } from '../ui/use-submission.ts';

/** The active sessions, one page at a time. */
export function useSessions(api: EmbedApi) {
  const { loaded, reload, change } = useLoaded(() => api.listSessions({}));
  const cursor = loaded.status === 'ready' ? loaded.value.nextCursor : undefined;
  const more = useSubmission(async () => {
    if (cursor === undefined) return;
    const page = await api.listSessions({ cursor });
    change(({ records }): Page<SessionRecord> => ({ ...page, records: [...records, ...page.records] }));
  });
  const ended = (sessionId: string) =>
    change((page) => ({ ...page, records: page.records.filter(({ id }) => id !== sessionId) }));
  return { loaded, reload, ended, hasMore: cursor !== undefined, more };
}
