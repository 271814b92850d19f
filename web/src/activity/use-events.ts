import type { EventPage } from '../../../shared/contract/records.ts';
import type { EmbedApi } from '../api/embed-api.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useSubmission } from '../api/use-submission.ts';

/**
 * The selected events, newest first; further pages on demand.
 *
 * @param query of list-events
 * @param trigger fetches them again each time that it changes
 */
export function useEvents(api: EmbedApi, query: Record<string, string>, trigger?: unknown) {
  const { loaded, reload, refresh, change } = useLoaded(() => api.listEvents(query), trigger);
  const { records, nextCursor } = loaded.status === 'ready' ? loaded.value : noEvents;
  const more = useSubmission(async () => {
    if (nextCursor === undefined) return;
    const page = await api.listEvents({ ...query, cursor: nextCursor });
    change((last): EventPage => ({ ...page, records: [...last.records, ...page.records] }));
  });
  return { loaded, records, reload, refresh, hasMore: nextCursor !== undefined, more };
}

const noEvents: EventPage = { records: [] };
