import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { EmptyList, NoMatches } from '../ui/empty-list.tsx';
import { RecordList } from '../ui/record-list.tsx';
import { EndAllSessionsDialog } from './end-all-sessions-dialog.tsx';
import { sessionColumns } from './session-columns.tsx';
import { SessionFilter } from './session-filter.tsx';
import { SessionsHeader } from './sessions-header.tsx';
import { useEndSession } from './use-end-session.ts';
import { useSessions } from './use-sessions.ts';

/** The active sessions of all secrets or of one. */
export function SessionList({
  secrets,
  secretId,
  onSecretChange,
}: {
  secrets: readonly SecretRecord[];
  secretId: string | undefined;
  onSecretChange: (secretId: string | undefined) => void;
}) {
  const { api } = useAdmin();
  const { loaded, records, reload, ended, hasMore, more } = useSessions(api, secretId);
  const { end, endingId } = useEndSession(ended);
  const [isEndingAll, setEndingAll] = useState(false);
  const secretName = (id: string) => secrets.find((secret) => secret.id === id)?.name;

  const { items, collectionProps, filterProps, filteredItemsCount, actions } = useCollection(records, {
    filtering: {
      fields: ['name', 'externalId'],
      empty: (
        <EmptyList title="No active sessions">A session starts when a user opens a signed URL.</EmptyList>
      ),
      noMatch: <NoMatches onClear={() => actions.setFiltering('')} />,
    },
    sorting: {},
  });

  return (
    <SpaceBetween size="s">
      <RecordList
        {...collectionProps}
        label="Active sessions"
        columns={sessionColumns({ secretName, endingId, onEnd: (session) => void end(session) })}
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
            {...{ secrets, secretId, onSecretChange }}
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
