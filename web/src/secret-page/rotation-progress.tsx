import Alert from '@cloudscape-design/components/alert';
import { exactTime } from '../ui/time.ts';
import type { Rotation } from './load-secret.ts';

/** Whether the old secret can be deleted: no application signs with it any more. */
export function RotationProgress({ old, replacement }: Rotation) {
  const { lastUsedAt, usage } = old;
  // A refused URL was signed with its key, too.
  const { lastRefusedAt } = usage;
  const wasRefused = lastRefusedAt !== undefined && (lastUsedAt === undefined || lastRefusedAt > lastUsedAt);
  const lastSeenAt = wasRefused ? lastRefusedAt : lastUsedAt;
  if (old.status === 'retired') {
    return (
      <Alert type="success" statusIconAriaLabel="Success" header={`“${old.name}” can go`}>
        It’s retired: its URLs and sessions are rejected already. Delete it to tidy up.
      </Alert>
    );
  }
  if (lastSeenAt !== undefined && lastSeenAt > replacement.createdAt) {
    const users = [...new Set(usage.recent.map(({ externalId }) => externalId))];
    return (
      <Alert type="warning" statusIconAriaLabel="Warning" header={`“${old.name}” is still in use`}>
        {wasRefused ? 'Last refused URL' : 'Last login'}: {exactTime(lastSeenAt)}.{' '}
        {users.length > 0 && (
          <span className="free-text">
            Its latest users: {users.slice(0, 5).join(', ')}
            {users.length > 5 && ` and ${users.length - 5} more`}.
          </span>
        )}
      </Alert>
    );
  }
  if (replacement.lastUsedAt === undefined) {
    return (
      <Alert type="info" statusIconAriaLabel="Info" header={`“${replacement.name}” isn’t in use yet`}>
        No login with either secret since the rotation. Update your servers to sign with the new key.
      </Alert>
    );
  }
  return (
    <Alert type="success" statusIconAriaLabel="Success" header={`“${old.name}” can go`}>
      No login with it since the rotation, and “{replacement.name}” is in use. Its active sessions end when
      you delete it.
    </Alert>
  );
}
