import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SessionRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useNotifyFailure } from '../api/use-notify-failure.ts';
import { useAdmin } from '../app/admin-context.ts';
import { RecordList } from '../ui/record-list.tsx';
import { EndAllSessionsDialog } from './end-all-sessions-dialog.tsx';
import { sessionColumns } from './session-columns.tsx';
import { useSessions } from './use-sessions.ts';

/** Lists active sessions and ends them. */
export default function SessionsView() {
  const { api, secrets, notify } = useAdmin();
  const notifyFailure = useNotifyFailure();
  const { loaded, reload, ended, hasMore, more } = useSessions(api);
  const [endingId, setEndingId] = useState<string>();
  const [isEndingAll, setEndingAll] = useState(false);
  const sessions = loaded.status === 'ready' ? loaded.value.records : [];

  const end = async ({ id, name }: SessionRecord) => {
    setEndingId(id);
    try {
      await api.endSession(id);
      ended(id);
      notify({ id: 'session', type: 'success', content: `Ended the session of ${name}.` });
    } catch (error) {
      notifyFailure({ id: 'session', action: `Couldn’t end the session of ${name}.`, error });
    } finally {
      setEndingId(undefined);
    }
  };
  const secretName = (secretId: string) =>
    secrets.loaded.status === 'ready'
      ? secrets.loaded.value.find(({ id }) => id === secretId)?.name
      : undefined;

  return (
    <SpaceBetween size="s">
      <RecordList
        label="Active sessions"
        columns={sessionColumns({ secretName, endingId, onEnd: (session) => void end(session) })}
        items={sessions}
        loading={loaded.status === 'loading'}
        loadingText="Loading sessions"
        empty={
          loaded.status === 'failed' ? (
            <FailureAlert failure={loaded.failure} onRetry={reload} />
          ) : (
            <NoSessions />
          )
        }
        header={
          <Header
            variant="h2"
            counter={loaded.status === 'ready' ? `(${sessions.length}${hasMore ? '+' : ''})` : ''}
            description="Users who are signed in now. Ended users need a new URL."
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button iconName="refresh" ariaLabel="Refresh" onClick={reload} />
                <Button
                  disabled={sessions.length === 0}
                  onClick={() => setEndingAll(true)}
                  ariaHaspopup="dialog"
                >
                  End all
                </Button>
              </SpaceBetween>
            }
          >
            Active sessions
          </Header>
        }
      />
      {more.failure !== undefined && <FailureAlert failure={more.failure} />}
      {hasMore && (
        <Box textAlign="center">
          <Button onClick={() => void more.submit()} loading={more.isSending} loadingText="Loading more">
            Show more
          </Button>
        </Box>
      )}
      {isEndingAll && <EndAllSessionsDialog onClose={() => setEndingAll(false)} onEnded={reload} />}
    </SpaceBetween>
  );
}

const NoSessions = () => (
  <Box textAlign="center" margin={{ vertical: 's' }}>
    <Box variant="strong">No active sessions</Box>
    <Box color="text-body-secondary">A session starts when a user opens a signed URL.</Box>
  </Box>
);
