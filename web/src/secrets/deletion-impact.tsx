import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useAdmin } from '../app/admin-context.ts';
import { exactTime } from '../ui/time.ts';

/** What deleting a secret breaks. It can be deleted without knowing: a leaked key must not wait. */
export function DeletionImpact({ secretId }: { secretId: string }) {
  const { api } = useAdmin();
  const { loaded } = useLoaded(() => api.getSecret(secretId));
  switch (loaded.status) {
    case 'loading':
      return <StatusIndicator type="loading">Checking what uses this secret</StatusIndicator>;
    case 'failed':
      return (
        <StatusIndicator type="warning">
          Couldn’t check what uses this secret. You can delete it anyway: any active sessions will end.
        </StatusIndicator>
      );
    case 'ready':
      return <Impact secret={loaded.value} />;
  }
}

function Impact({ secret }: { secret: SecretDetails }) {
  const { lastUsedAt, lastActive } = secret;
  return (
    <SpaceBetween size="s">
      {lastActive && (
        <Alert type="warning" statusIconAriaLabel="Warning" header="This is the only active secret">
          Without it, no new URLs can be signed until you create another secret.
        </Alert>
      )}
      <SpaceBetween size="xxs">
        <StatusIndicator type={secret.liveSessions === 0 ? 'info' : 'warning'}>
          {describeSessions(secret)}
        </StatusIndicator>
        <StatusIndicator type="info">
          {lastUsedAt === undefined ? 'No use recorded.' : `Last used: ${exactTime(lastUsedAt)}.`}
        </StatusIndicator>
      </SpaceBetween>
    </SpaceBetween>
  );
}

function describeSessions({ liveSessions, liveSessionsComplete }: SecretDetails): string {
  if (liveSessions === 0 && liveSessionsComplete) return 'No active sessions.';
  if (liveSessions === 1 && liveSessionsComplete) return '1 active session will end.';
  return `${liveSessionsComplete ? '' : 'At least '}${liveSessions.toLocaleString()} active sessions will end.`;
}
