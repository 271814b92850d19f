import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, useState } from 'react';
import type { CreatedSecret, SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogFooter } from '../ui/dialog-footer.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { exactTime } from '../ui/time.ts';
import { hasErrors, limitsErrors, toLimits, toLimitsFields } from './limits-fields.ts';
import { OptionalLimits } from './optional-limits.tsx';
import { overlaps } from './retirement-options.ts';
import { RotatedSecret } from './rotated-secret.tsx';
import { SecretNameField } from './secret-name-field.tsx';
import { successorName } from './successor-name.ts';
import { useSecretName } from './use-secret-name.ts';

/** Replaces a secret: creates a new one, and retires the old one after an overlap in which both work. */
export function RotateSecretDialog({ secret: old, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const name = useSecretName({ name: successorName(old.name) });
  const [overlapHours, setOverlapHours] = useState('24');
  const [created, setCreated] = useState<CreatedSecret>();
  const [fields, setFields] = useState(() => toLimitsFields(old.limits));
  const form = useId();
  const keyOf = useIdempotencyKey();
  const { submit, isSending, failure } = useSubmission(async () => {
    const body = { name: name.value, overlapHours: Number(overlapHours), limits: toLimits(fields) };
    const secret = await api.rotateSecret(old.id, body, keyOf(body));
    // The old secret has changed too.
    void secrets.refresh();
    notify({ id: 'secret', type: 'success', content: `Rotated “${old.name}”: “${secret.name}” is active.` });
    setCreated(secret);
  });
  const fieldFailure = failure?.fieldMessage('name', 'The name');
  const errors = limitsErrors(failure, fields, { prefix: 'limits.', whole: 'limits' });

  if (created !== undefined) return <RotatedSecret old={old} secret={created} onClose={onClose} />;
  return (
    <Dialog
      key="dialog"
      step="form"
      header={`Rotate “${old.name}”`}
      footer={<DialogFooter form={form} action="Rotate secret" isSending={isSending} onCancel={onClose} />}
      onClose={onClose}
    >
      <DialogForm id={form} onSubmit={() => name.check() && void submit()}>
        <SpaceBetween size="l">
          <div>
            Creates a new secret with a key of its own. Until <strong>{old.name}</strong> ({old.maskedKey})
            retires, both work, so you can update your servers one by one.
          </div>
          <SecretNameField
            {...name.fieldProps}
            label="Name of the new secret"
            error={name.error ?? fieldFailure}
          />
          <FormField label={`Retire “${old.name}”`}>
            <RadioGroup
              value={overlapHours}
              onChange={({ detail }) => setOverlapHours(detail.value)}
              items={overlaps}
            />
          </FormField>
          <OptionalLimits fields={fields} errors={errors} onChange={setFields} />
          {old.retiresAt !== undefined && (
            <Alert type="info" statusIconAriaLabel="Info">
              {old.name} already retires at {exactTime(old.retiresAt)}. Rotating it can only make that
              earlier.
            </Alert>
          )}
          {failure !== undefined && fieldFailure === undefined && !hasErrors(errors) && (
            <FailureAlert failure={failure} onRetry={() => void submit()} />
          )}
        </SpaceBetween>
      </DialogForm>
    </Dialog>
  );
}
