import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { EmbedApi } from '../api/embed-api.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useAdmin } from '../app/admin-context.ts';

/** The number of active sessions of a secret. */
export function ActiveSessions({ secretId }: { secretId: string }) {
  const { api } = useAdmin();
  const { loaded } = useLoaded(() => countSessions(api, secretId));
  switch (loaded.status) {
    case 'loading':
      return <StatusIndicator type="loading">Counting active sessions</StatusIndicator>;
    case 'failed':
      return (
        <StatusIndicator type="warning">
          Couldn’t count the active sessions. Any active sessions will end.
        </StatusIndicator>
      );
    case 'ready':
      return (
        <StatusIndicator type={loaded.value.count === 0 ? 'info' : 'warning'}>
          {describe(loaded.value)}
        </StatusIndicator>
      );
  }
}

type Count = { count: number; isAll: boolean };

const describe = ({ count, isAll }: Count): string => {
  if (count === 0) return 'No active sessions.';
  if (count === 1) return '1 active session will end.';
  return `${isAll ? '' : 'More than '}${count} active sessions will end.`;
};

/** Counting more would keep the admin waiting without changing the decision. */
const maxPages = 10;

async function countSessions(api: EmbedApi, secretId: string): Promise<Count> {
  let count = 0;
  let cursor: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const { records, nextCursor } = await api.listSessions(
      cursor === undefined ? { secretId } : { secretId, cursor },
    );
    count += records.length;
    if (nextCursor === undefined) return { count, isAll: true };
    cursor = nextCursor;
  }
  return { count, isAll: false };
}
