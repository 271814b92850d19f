import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { InfoLink } from '../help/info-link.tsx';
import { focusFallback } from '../ui/focus.ts';

/** The header of the list of sessions: how many there are, and End all. */
export function SessionsHeader({
  count,
  hasMore,
  onReload,
  onEndAll,
}: {
  /** `undefined` while loading. */
  count: number | undefined;
  hasMore: boolean;
  onReload: () => void;
  onEndAll: () => void;
}) {
  return (
    <Header
      variant="h2"
      counter={count === undefined ? '' : `(${count}${hasMore ? '+' : ''})`}
      info={<InfoLink about="sessions" />}
      description="Users who are signed in now. Ended users need a new URL."
      actions={
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            iconName="refresh"
            ariaLabel="Refresh"
            onClick={onReload}
            nativeButtonAttributes={focusFallback}
          />
          <Button disabled={count === undefined || count === 0} onClick={onEndAll} ariaHaspopup="dialog">
            End all
          </Button>
        </SpaceBetween>
      }
    >
      Active sessions
    </Header>
  );
}
