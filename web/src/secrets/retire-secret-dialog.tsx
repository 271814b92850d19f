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
import { retirementTimes } from './retirement-options.ts';

const never = 'never';

/** Sets when a secret retires, earlier or later than before, or not at all. */
export function RetireSecretDialog({ secret, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const [choice, setChoice] = useState(String(retirementTimes[2]?.minutes));
  const { submit, isSending, failure } = useSubmission(async () => {
    const changed =
      choice === never
        ? await api.cancelRetirement(secret.id)
        : await api.scheduleRetirement(
            secret.id,
            new Date(Date.now() + Number(choice) * 60_000).toISOString(),
          );
    secrets.changed(changed);
    const outcome =
      changed.retiresAt === undefined ? 'doesn’t retire' : `retires at ${exactTime(changed.retiresAt)}`;
    notify({ id: 'secret', type: 'success', content: `“${changed.name}” ${outcome}.` });
    onClose();
  });
  return (
    <FormDialog
      header={`When should “${secret.name}” retire?`}
      action="Save"
      isSending={isSending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <div>
          {secret.retiresAt === undefined
            ? 'A retired secret stays in the list, but all its URLs and sessions are rejected (403).'
            : `It retires at ${exactTime(secret.retiresAt)}. From then on, all its URLs and sessions are rejected (403).`}{' '}
          A retired secret can’t be brought back. To stop a secret at once, disable or delete it.
        </div>
        <FormField label="Retire">
          <RadioGroup
            value={choice}
            onChange={({ detail }) => setChoice(detail.value)}
            items={[
              ...retirementTimes.map(({ minutes, label }) => ({ value: String(minutes), label })),
              ...(secret.retiresAt === undefined ? [] : [{ value: never, label: 'Not at all' }]),
            ]}
          />
        </FormField>
        {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void submit()} />}
      </SpaceBetween>
    </FormDialog>
  );
}
