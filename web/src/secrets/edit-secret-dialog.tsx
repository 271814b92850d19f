import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useSubmission } from '../ui/use-submission.ts';
import { SecretNameField, secretNameError } from './secret-name-field.tsx';

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
  const [name, setName] = useState(secret.name);
  const [wasChecked, setChecked] = useState(false);
  const { submit, isSending, failure } = useSubmission(async () => {
    const renamed = await api.renameSecret(secret.id, name);
    secrets.renamed(renamed);
    notify({
      id: `secret-${secret.id}`,
      type: 'success',
      content: `Renamed “${secret.name}” to “${renamed.name}”. The key didn’t change.`,
    });
    onClose();
  });

  const problem = secretNameError(name);
  const check = () => {
    setChecked(true);
    if (problem === undefined) void submit();
  };
  const fieldFailure = failure?.fieldMessage('name', 'The name');
  return (
    <FormDialog
      header={`Edit “${secret.name}”`}
      action="Save"
      isSending={isSending}
      onSubmit={check}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <SecretNameField
          value={name}
          onChange={setName}
          error={(wasChecked ? problem : undefined) ?? fieldFailure}
        />
        <Alert
          type="info"
          statusIconAriaLabel="Info"
          action={<Button onClick={onCreate}>Create a new secret</Button>}
        >
          The key ({secret.maskedKey}) can’t be changed. To replace it, create a new secret, update your
          servers, then delete this secret.
        </Alert>
        {failure !== undefined && fieldFailure === undefined && (
          <FailureAlert failure={failure} onRetry={() => void submit()} />
        )}
      </SpaceBetween>
    </FormDialog>
  );
}
