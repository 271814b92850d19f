import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';

/** Enables a disabled secret. Asks first: the key may have been disabled because it leaked. */
export function EnableSecretDialog({ secret, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const { submit, isSending, failure } = useSubmission(async () => {
    const enabled = await api.enableSecret(secret.id);
    secrets.changed(enabled);
    notify({ id: 'secret', type: 'success', content: `Enabled “${enabled.name}”.` });
    onClose();
  });
  return (
    <FormDialog
      header={`Enable “${secret.name}”?`}
      action="Enable secret"
      isSending={isSending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <div>
          URLs signed with <strong>{secret.name}</strong> ({secret.maskedKey}) open again, and its sessions
          continue unless they have expired. If its key may have leaked, delete the secret instead.
        </div>
        {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void submit()} />}
      </SpaceBetween>
    </FormDialog>
  );
}
