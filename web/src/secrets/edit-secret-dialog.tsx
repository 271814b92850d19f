import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { SecretNameField } from './secret-name-field.tsx';
import { useSecretName } from './use-secret-name.ts';

/** Renames a secret. A key can't be changed. */
export function EditSecretDialog({
  secret,
  onClose,
  onCreate,
}: {
  secret: SecretRecord;
  onClose: () => void;
  onCreate: () => void;
}) {
  const { api, secrets, notify } = useAdmin();
  const name = useSecretName(secret);
  const { submit, isSending, failure } = useSubmission(async () => {
    const renamed = await api.renameSecret(secret.id, name.value);
    secrets.changed(renamed);
    notify({
      id: 'secret',
      type: 'success',
      content: `Renamed “${secret.name}” to “${renamed.name}”. The key didn’t change.`,
    });
    onClose();
  });
  const fieldFailure = failure?.fieldMessage('name', 'The name');
  return (
    <FormDialog
      header={`Edit “${secret.name}”`}
      action="Save"
      isSending={isSending}
      onSubmit={() => name.check() && void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <SecretNameField {...name.fieldProps} error={name.error ?? fieldFailure} />
        <Alert
          type="info"
          statusIconAriaLabel="Info"
          action={
            <Button formAction="none" onClick={onCreate}>
              Create a new secret
            </Button>
          }
        >
          The key ({secret.maskedKey}) can’t be changed. To replace it, rotate the secret, update your
          servers, then delete this one.
        </Alert>
        {failure !== undefined && fieldFailure === undefined && (
          <FailureAlert failure={failure} onRetry={() => void submit()} />
        )}
      </SpaceBetween>
    </FormDialog>
  );
}
