import Box from '@cloudscape-design/components/box';
import type { ListedSecret } from '../../../shared/contract/records.ts';
import { Timestamp } from '../ui/timestamp.tsx';

/** When a URL that the secret signed last started a session. Uses before they were counted aren't known. */
export function LastUsed({ at }: { at: ListedSecret['lastUsedAt'] }) {
  if (at === undefined) return <Box color="text-status-inactive">None recorded</Box>;
  return <Timestamp at={at} detail="When a URL that it signed last started a session" />;
}
