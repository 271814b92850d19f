import Spinner from '@cloudscape-design/components/spinner';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useLoaded } from '../api/use-loaded.ts';
import { useAdmin } from '../app/admin-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DoneFooter } from '../ui/done-footer.tsx';
import { SecretKey } from './secret-key.tsx';

/** Reveals a secret's key while the dialog is open. */
export function RevealSecretDialog({ secret, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api } = useAdmin();
  const { loaded, reload } = useLoaded(() => api.revealSecret(secret.id));
  return (
    <Dialog
      header={`Key of “${secret.name}”`}
      step={loaded.status}
      footer={<DoneFooter onDone={onClose} />}
      onClose={onClose}
    >
      {loaded.status === 'loading' && <Spinner />}
      {loaded.status === 'failed' && <FailureAlert failure={loaded.failure} onRetry={reload} />}
      {loaded.status === 'ready' && (
        <SecretKey
          secretKey={loaded.value.secretKey}
          description="Anyone with this key can sign in as any of your users. The audit trail records that you revealed it."
        />
      )}
    </Dialog>
  );
}
