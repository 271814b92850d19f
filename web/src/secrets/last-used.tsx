import Box from '@cloudscape-design/components/box';
import type { ListedSecret } from '../../../shared/contract/records.ts';
import { Timestamp } from '../ui/timestamp.tsx';

/**
 * When a URL that the secret signed last started a session. Uses before they were counted aren't known, and none is
 * while the counters can't be read.
 */
export function LastUsed({
  secret: { lastUsedAt, usage },
}: {
  secret: Pick<ListedSecret, 'lastUsedAt' | 'usage'>;
}) {
  if (lastUsedAt !== undefined)
    return <Timestamp at={lastUsedAt} detail="When a URL that it signed last started a session" />;
  return <Box color="text-status-inactive">{usage === undefined ? 'Unavailable' : 'None recorded'}</Box>;
}
