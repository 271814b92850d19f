import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import Spinner from '@cloudscape-design/components/spinner';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { SecretKey } from './secret-key.tsx';

/** Reveals a secret's key while the dialog is open. */
export function RevealSecretDialog({ secret, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api } = useAdmin();
  const { loaded, reload } = useLoaded(() => api.revealSecret(secret.id));
  return (
    <Modal
      visible
      header={`Key of “${secret.name}”`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </Box>
      }
    >
      {loaded.status === 'loading' && <Spinner />}
      {loaded.status === 'failed' && <FailureAlert failure={loaded.failure} onRetry={reload} />}
      {loaded.status === 'ready' && (
        <SecretKey
          secretKey={loaded.value.secretKey}
          description="Anyone with this key can sign in as any of your users. The audit log records that you revealed it."
        />
      )}
    </Modal>
  );
}
