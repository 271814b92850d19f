import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import type { SessionState } from '../api/embed-api.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { EmptyList, NoMatches } from '../ui/empty-list.tsx';
import { type ChosenBy, useFocusOnChooser } from '../ui/focus.ts';
import { RecordList } from '../ui/record-list.tsx';
import { EndAllSessionsDialog } from './end-all-sessions-dialog.tsx';
import { sessionColumns } from './session-columns.tsx';
import { SessionFilter } from './session-filter.tsx';
import { SessionsHeader, titles } from './sessions-header.tsx';
import { useEndSession } from './use-end-session.ts';
import { type SessionSelection, useSessions } from './use-sessions.ts';

/** The sessions of all secrets or of one, in one state. */
export function SessionList({
  secrets,
  selection,
  chosenBy,
  onSelect,
}: {
  secrets: readonly SecretRecord[];
  selection: SessionSelection;
  chosenBy: ChosenBy;
  onSelect: (selection: SessionSelection) => void;
}) {
  const { api, isReadOnly } = useAdmin();
  const { loaded, records, reload, ended, hasMore, more } = useSessions(api, selection);
  const { end, endingId } = useEndSession(ended);
  useFocusOnChooser(chosenBy);
  const [isEndingAll, setEndingAll] = useState(false);
  const secretName = (id: string) => secrets.find((secret) => secret.id === id)?.name;

  const { items, collectionProps, filterProps, filteredItemsCount, actions } = useCollection(records, {
    filtering: {
      fields: ['name', 'externalId'],
      empty: emptyLists[selection.state],
      noMatch: <NoMatches onClear={() => actions.setFiltering('')} />,
    },
    sorting: {},
  });

  return (
    <SpaceBetween size="s">
      <RecordList
        {...collectionProps}
        label={titles[selection.state]}
        columns={sessionColumns({
          state: selection.state,
          secretName,
          endingId,
          isReadOnly,
          onEnd: (session) => void end(session),
        })}
        items={items}
        loading={loaded.status === 'loading'}
        loadingText="Loading sessions"
        empty={
          loaded.status === 'failed' ? (
            <FailureAlert failure={loaded.failure} onRetry={reload} />
          ) : (
            collectionProps.empty
          )
        }
        header={
          <SessionsHeader
            state={selection.state}
            count={loaded.status === 'ready' ? records.length : undefined}
            hasMore={hasMore}
            onReload={reload}
            onEndAll={() => setEndingAll(true)}
          />
        }
        filter={
          <SessionFilter
            filterProps={filterProps}
            matches={filteredItemsCount}
            {...{ secrets, selection, onSelect }}
          />
        }
      />
      {more.failure !== undefined && (
        <FailureAlert failure={more.failure} onRetry={() => void more.submit()} />
      )}
      {hasMore && (
        <Box textAlign="center">
          <Button onClick={() => void more.submit()} loading={more.isSending} loadingText="Loading more">
            Load more sessions
          </Button>
        </Box>
      )}
      {/* Updates the page first: the focus can't return to End all once there is nothing to end. */}
      {isEndingAll && (
        <EndAllSessionsDialog onClose={() => setEndingAll(false)} onEnded={() => flushSync(reload)} />
      )}
    </SpaceBetween>
  );
}

const emptyLists: Record<SessionState, ReactNode> = {
  active: <EmptyList title="No active sessions">A session starts when a user opens a signed URL.</EmptyList>,
  pending: (
    <EmptyList title="No pending sessions">
      In 2-step SSO, your server creates a session first. It’s pending until the user opens it, for up to 5
      minutes.
    </EmptyList>
  ),
};
