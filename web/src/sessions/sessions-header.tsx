import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SessionState } from '../api/embed-api.ts';
import { useAdmin } from '../app/admin-context.ts';
import { InfoLink } from '../help/info-link.tsx';
import { focusFallback } from '../ui/focus.ts';

export const titles: Record<SessionState, string> = {
  active: 'Active sessions',
  pending: 'Pending sessions',
};

const descriptions: Record<SessionState, string> = {
  active: 'Users who are signed in now. Ended users need a new URL.',
  pending: 'Created by your server for 2-step SSO, and not opened by the user yet.',
};

/** The header of the list of sessions: how many there are, and End all. */
export function SessionsHeader({
  state,
  count,
  hasMore,
  onReload,
  onEndAll,
}: {
  state: SessionState;
  /** `undefined` while loading. */
  count: number | undefined;
  hasMore: boolean;
  onReload: () => void;
  onEndAll: () => void;
}) {
  const { isReadOnly } = useAdmin();
  return (
    <Header
      variant="h2"
      counter={count === undefined ? '' : `(${count}${hasMore ? '+' : ''})`}
      info={<InfoLink about="sessions" />}
      description={descriptions[state]}
      actions={
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            iconName="refresh"
            ariaLabel="Refresh"
            onClick={onReload}
            nativeButtonAttributes={focusFallback}
          />
          <Button
            disabled={isReadOnly || count === undefined || count === 0}
            onClick={onEndAll}
            ariaHaspopup="dialog"
          >
            End all
          </Button>
        </SpaceBetween>
      }
    >
      {titles[state]}
    </Header>
  );
}
