import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useAdmin } from '../admin.ts';
import type { EmbedApi } from '../api/embed-api.ts';
import { useLoaded } from '../use-loaded.ts';

/** How many people are in by a secret, at this moment. */
export function LiveSessions({ secretId }: { secretId: string }) {
  const { api } = useAdmin();
  const { loaded } = useLoaded(() => countSessions(api, secretId));
  switch (loaded.status) {
    case 'loading':
      return <StatusIndicator type="loading">Counting its live sessions</StatusIndicator>;
    case 'failed':
      return (
        <StatusIndicator type="warning">
          Its live sessions could not be counted. Any that there are will end.
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
  if (count === 0) return 'It has no live session now.';
  if (count === 1) return 'It has 1 live session, which will end.';
  return `It has ${isAll ? '' : 'more than '}${count} live sessions, which will end.`;
};

/** Enough to tell how much depends on a secret; counting on would only keep the admin waiting. */
const mostPages = 10;

async function countSessions(api: EmbedApi, secretId: string): Promise<Count> {
  let count = 0;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { records, nextCursor } = await api.listSessions(
      cursor === undefined ? { secretId } : { secretId, cursor },
    );
    count += records.length;
    if (nextCursor === undefined) return { count, isAll: true };
    cursor = nextCursor;
  }
  return { count, isAll: false };
}
