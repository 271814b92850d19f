import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAdmin } from '../admin.ts';
import type { ApiFailure } from '../api/api-failure.ts';
import { describeFailure } from '../api/describe-failure.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import type { Session } from '../api/records.ts';
import { RecordList } from '../record-list.tsx';
import { EndAllSessionsDialog } from './end-all-sessions-dialog.tsx';
import { sessionColumns } from './session-columns.tsx';
import { useSessions } from './use-sessions.ts';

/** Who is in, and the way to put them out. */
export default function SessionsView() {
  const admin = useAdmin();
  const { api, secrets, notify } = admin;
  const { loaded, reload, ended, hasMore, more } = useSessions(api);
  const [endingId, setEndingId] = useState<string>();
  const [isEndingAll, setEndingAll] = useState(false);
  const sessions = loaded.status === 'ready' ? loaded.value.records : [];

  const end = async ({ id, name }: Session) => {
    setEndingId(id);
    try {
      await api.endSession(id);
      ended(id);
      notify({ id: 'session', type: 'success', content: `The session of ${name} has ended.` });
    } catch (error) {
      const { header, text } = describeFailure(error as ApiFailure, admin);
      notify({ id: 'session', type: 'error', content: `The session of ${name} goes on. ${header}. ${text}` });
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
        label="Live sessions"
        columns={sessionColumns({ secretName, endingId, onEnd: (session) => void end(session) })}
        items={sessions}
        loading={loaded.status === 'loading'}
        loadingText="Loading the sessions"
        empty={
          loaded.status === 'failed' ? (
            <FailureAlert failure={loaded.failure} onRetry={reload} />
          ) : (
            <NobodyIsIn />
          )
        }
        header={
          <Header
            variant="h2"
            counter={loaded.status === 'ready' ? `(${sessions.length}${hasMore ? '+' : ''})` : ''}
            description="Who is in at this moment. Whoever is put out needs a new URL to come back."
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
            Live sessions
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

const NobodyIsIn = () => (
  <Box textAlign="center" margin={{ vertical: 's' }}>
    <Box variant="strong">Nobody is in</Box>
    <Box color="text-body-secondary">A session begins when somebody opens a URL that a secret signed.</Box>
  </Box>
);
