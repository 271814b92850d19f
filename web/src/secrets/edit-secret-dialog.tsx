import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import type { Secret } from '../api/records.ts';
import { FormDialog } from '../form-dialog.tsx';
import { useSubmission } from '../use-submission.ts';
import { SecretNameField, secretNameError } from './secret-name-field.tsx';

/** Renames a secret. Its key cannot be changed. */
export function EditSecretDialog({
  secret,
  onClose,
  onAdd,
}: {
  secret: Secret;
  onClose: () => void;
  onAdd: () => void;
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
      content: `“${secret.name}” is now “${renamed.name}”. Its key is the same.`,
    });
    onClose();
  });

  const problem = secretNameError(name);
  const check = () => {
    setChecked(true);
    if (problem === undefined) void submit();
  };
  const fieldFailure = failure?.ofField('name', 'The name');
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
          action={<Button onClick={onAdd}>Add a new secret</Button>}
        >
          The key ({secret.maskedKey}) cannot be changed. For another key, add a new secret, move your servers
          to it, then delete this one.
        </Alert>
        {failure !== undefined && fieldFailure === undefined && (
          <FailureAlert failure={failure} onRetry={() => void submit()} />
        )}
      </SpaceBetween>
    </FormDialog>
  );
}
