import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { exactTime } from '../ui/time.ts';

const durations = [
  {
    value: '5',
    label: '5 minutes',
    description: 'To see what still uses it: users get an error until then.',
  },
  { value: '60', label: '1 hour' },
  { value: '', label: 'Until enabled', description: 'If the key may have leaked. You can also delete it.' },
];

/** Disables a secret for a time or until it is enabled. */
export function DisableSecretDialog({ secret, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  // A temporary disablement doesn't shorten one that is in force.
  const offered = secret.status === 'disabled' ? durations.slice(-1) : durations;
  const [minutes, setMinutes] = useState(offered[0]?.value ?? '');
  const { submit, isSending, failure } = useSubmission(async () => {
    const disabled = await api.disableSecret(secret.id, minutes === '' ? {} : { minutes: Number(minutes) });
    secrets.changed(disabled);
    const until = disabled.disabledUntil === undefined ? 'you enable it' : exactTime(disabled.disabledUntil);
    notify({ id: 'secret', type: 'success', content: `Disabled “${disabled.name}” until ${until}.` });
    onClose();
  });
  return (
    <FormDialog
      header={`Disable “${secret.name}”?`}
      action="Disable secret"
      isDestructive
      isSending={isSending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <div>
          All URLs and sessions signed with <strong>{secret.name}</strong> ({secret.maskedKey}) are rejected
          immediately (403). Once it’s enabled, its sessions continue unless they have expired.
        </div>
        <FormField label="Disable for">
          <RadioGroup value={minutes} onChange={({ detail }) => setMinutes(detail.value)} items={offered} />
        </FormField>
        {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void submit()} />}
      </SpaceBetween>
    </FormDialog>
  );
}
