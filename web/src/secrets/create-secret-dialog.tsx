import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { CreatedSecret } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { useSubmission } from '../ui/use-submission.ts';
import { NewSecretDialog } from './new-secret-dialog.tsx';
import { SecretNameField, secretNameError } from './secret-name-field.tsx';

/** Creates a secret and shows its key. */
export function CreateSecretDialog({ onClose }: { onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const [name, setName] = useState('');
  const [wasChecked, setChecked] = useState(false);
  const [created, setCreated] = useState<CreatedSecret>();
  const { submit, isSending, failure } = useSubmission(async () => {
    const secret = await api.createSecret(name);
    const { secretKey: _, ...record } = secret;
    secrets.created(record);
    notify({
      id: `secret-${secret.id}`,
      type: 'success',
      content: `Created “${secret.name}”. It’s active.`,
    });
    setCreated(secret);
  });

  if (created !== undefined) return <NewSecretDialog secret={created} onClose={onClose} />;

  const problem = secretNameError(name);
  const check = () => {
    setChecked(true);
    if (problem === undefined) void submit();
  };
  const fieldFailure = failure?.fieldMessage('name', 'The name');
  return (
    <FormDialog
      header="Create secret"
      action="Create secret"
      isSending={isSending}
      onSubmit={check}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <span>A new key is generated and active immediately. Your other secrets aren’t affected.</span>
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
