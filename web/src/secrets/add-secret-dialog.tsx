import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import type { SecretWithKey } from '../api/records.ts';
import { FormDialog } from '../form-dialog.tsx';
import { useSubmission } from '../use-submission.ts';
import { NewSecretDialog } from './new-secret-dialog.tsx';
import { SecretNameField, secretNameError } from './secret-name-field.tsx';

/** Asks for a name, adds the secret, and shows its key. */
export function AddSecretDialog({ onClose }: { onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const [name, setName] = useState('');
  const [wasChecked, setChecked] = useState(false);
  const [created, setCreated] = useState<SecretWithKey>();
  const { submit, isSending, failure } = useSubmission(async () => {
    const secret = await api.createSecret(name);
    const { secretKey: _, ...record } = secret;
    secrets.added(record);
    notify({
      id: `secret-${secret.id}`,
      type: 'success',
      content: `“${secret.name}” was added. It works from now on.`,
    });
    setCreated(secret);
  });

  if (created !== undefined) return <NewSecretDialog secret={created} onClose={onClose} />;

  const problem = secretNameError(name);
  const check = () => {
    setChecked(true);
    if (problem === undefined) void submit();
  };
  const fieldFailure = failure?.ofField('name', 'The name');
  return (
    <FormDialog
      header="Add secret"
      action="Add secret"
      isSending={isSending}
      onSubmit={check}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <span>
          A new key of 32 characters is generated, and works at once. Secrets that you have go on working.
        </span>
        <SecretNameField
          value={name}
          onChange={setName}
          error={(wasChecked ? problem : undefined) ?? fieldFailure}
        />
        {failure !== undefined && fieldFailure === undefined && (
          <FailureAlert failure={failure} onRetry={() => void submit()} />
        )}
      </SpaceBetween>
    </FormDialog>
  );
}
