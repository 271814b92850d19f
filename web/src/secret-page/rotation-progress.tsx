import Alert from '@cloudscape-design/components/alert';
import { localizeTimes } from '../ui/time.ts';
import type { Rotation } from './load-secret.ts';

/** Whether the old secret can go: it can once nobody signs with it any more. */
export function RotationProgress({ old, replacement }: Rotation) {
  const { lastUsedAt, usage } = old;
  if (old.status === 'retired') {
    return (
      <Alert type="success" statusIconAriaLabel="Success" header={`“${old.name}” can go`}>
        It’s retired: its URLs and sessions are rejected already. Delete it to tidy up.
      </Alert>
    );
  }
  if (lastUsedAt !== undefined && lastUsedAt > replacement.createdAt) {
    const users = [...new Set(usage.recent.filter(({ refused }) => !refused).map((use) => use.externalId))];
    return (
      <Alert type="warning" statusIconAriaLabel="Warning" header={`“${old.name}” is still in use`}>
        Last login: {localizeTimes(lastUsedAt)}.{' '}
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
