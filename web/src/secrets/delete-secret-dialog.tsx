import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { exactTime } from '../ui/time.ts';
import { DeletionImpact } from './deletion-impact.tsx';

/** Deletes a secret after the admin typed its current name. */
export function DeleteSecretDialog({
  secret: opened,
  onClose,
  onDisable,
}: {
  secret: SecretRecord;
  onClose: () => void;
  /** Opens the dialog that disables it instead. */
  onDisable: () => void;
}) {
  const { api, secrets, notify } = useAdmin();
  const { loaded, refresh, changed, deleted } = secrets;
  const [typed, setTyped] = useState('');
  const current = loaded.status === 'ready' ? loaded.value.find(({ id }) => id === opened.id) : undefined;
  const secret = current ?? opened;
  const isConfirmed = typed.trim() === secret.name;
  useEffect(() => void refresh(), [refresh]);

  const { submit, isSending, failure } = useSubmission(async () => {
    // Another admin may have given the name to a different secret since the list was loaded.
    const latest = (await api.listSecrets()).find(({ id }) => id === secret.id);
    if (latest !== undefined && latest.name !== typed.trim()) return changed(latest);
    const { name, deletedAt } = await api.deleteSecret(secret.id);
    deleted(secret.id);
    notify({
      id: 'secret',
      type: 'success',
      content: `Deleted “${name}”. Revoked at ${exactTime(deletedAt)}: its URLs and sessions are rejected.`,
    });
    onClose();
  });

  return (
    <FormDialog
      header={`Delete “${secret.name}”?`}
      action="Delete secret"
      isDestructive
      isSending={isSending}
      isDisabled={!isConfirmed}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        {secret.name !== opened.name && (
          <Alert type="info" statusIconAriaLabel="Info">
            “{opened.name}” was renamed to <strong>{secret.name}</strong> in the meantime. Check that this is
            the secret to delete.
          </Alert>
        )}
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          header="Update your applications first"
          action={
            canBeDisabled(secret) && (
              <Button formAction="none" ariaHaspopup="dialog" onClick={onDisable}>
                Disable instead
              </Button>
            )
          }
        >
          All URLs and sessions signed with <strong>{secret.name}</strong> ({secret.maskedKey}) are rejected
          immediately (403). This can’t be undone, and the key can’t be recovered.
        </Alert>
        <DeletionImpact secretId={secret.id} />
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

const canBeDisabled = ({ status, disabledUntil }: SecretRecord): boolean =>
  status === 'active' || status === 'retiring' || disabledUntil !== undefined;
