import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { exactTime } from '../ui/time.ts';
import { useSubmission } from '../ui/use-submission.ts';
import { ActiveSessions } from './active-sessions.tsx';

/** Deletes a secret after the admin typed its name. */
export function DeleteSecretDialog({ secret, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim() === secret.name;
  const { submit, isSending, failure } = useSubmission(async () => {
    const { name, deletedAt } = await api.deleteSecret(secret.id);
    secrets.deleted(secret.id);
    notify({
      id: `secret-${secret.id}`,
      type: 'success',
      content: `Deleted “${name}”. Revoked at ${exactTime(deletedAt)}: its URLs and sessions are rejected.`,
    });
    onClose();
  });

  return (
    <FormDialog
      header={`Delete “${secret.name}”?`}
      action="Delete secret"
      isSending={isSending}
      isDisabled={!isConfirmed}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <Alert type="warning" statusIconAriaLabel="Warning">
          All URLs and sessions signed with <strong>{secret.name}</strong> ({secret.maskedKey}) are rejected
          immediately (403). This can’t be undone, and the key can’t be recovered.
        </Alert>
        <ActiveSessions secretId={secret.id} />
        <FormField
          label={
            <>
              To confirm, type <strong>{secret.name}</strong>
            </>
          }
          stretch
        >
          <Input
            value={typed}
            onChange={({ detail }) => setTyped(detail.value)}
            autoComplete={false}
            spellcheck={false}
          />
        </FormField>
        {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void submit()} />}
      </SpaceBetween>
    </FormDialog>
  );
}
