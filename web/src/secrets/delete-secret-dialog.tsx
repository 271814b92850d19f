import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import type { Secret } from '../api/records.ts';
import { FormDialog } from '../form-dialog.tsx';
import { exactTime } from '../time.ts';
import { useSubmission } from '../use-submission.ts';
import { LiveSessions } from './live-sessions.tsx';

/** Says what deleting a secret does, and does it once its name was typed. */
export function DeleteSecretDialog({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim() === secret.name;
  const { submit, isSending, failure } = useSubmission(async () => {
    const { name, deletedAt } = await api.deleteSecret(secret.id);
    secrets.deleted(secret.id);
    notify({
      id: `secret-${secret.id}`,
      type: 'success',
      content: `“${name}” was deleted. The revocation is in force since ${exactTime(deletedAt)}: nothing that it signed is accepted any more.`,
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
          Every URL and every session signed with <strong>{secret.name}</strong> ({secret.maskedKey}) stops at
          once, with 403. This cannot be undone, and the key cannot be had again.
        </Alert>
        <LiveSessions secretId={secret.id} />
        <FormField
          label={
            <>
              To confirm, type the name <strong>{secret.name}</strong>
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
