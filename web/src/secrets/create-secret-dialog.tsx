import SpaceBetween from '@cloudscape-design/components/space-between';
import { useId, useState } from 'react';
import type { CreatedSecret } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useIdempotencyKey } from '../api/use-idempotency-key.ts';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogFooter } from '../ui/dialog-footer.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { DoneFooter } from '../ui/done-footer.tsx';
import { hasErrors, limitsErrors, toLimits, toLimitsFields } from './limits-fields.ts';
import { NewSecret } from './new-secret.tsx';
import { OptionalLimits } from './optional-limits.tsx';
import { SecretNameField } from './secret-name-field.tsx';
import { useSecretName } from './use-secret-name.ts';

/** Creates a secret, then shows its key and the code that signs with it. */
export function CreateSecretDialog({ onClose }: { onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const name = useSecretName();
  const [created, setCreated] = useState<CreatedSecret>();
  const [fields, setFields] = useState(() => toLimitsFields());
  const form = useId();
  const keyOf = useIdempotencyKey();
  const { submit, isSending, failure } = useSubmission(async () => {
    const limits = toLimits(fields);
    const body = { name: name.value, ...(Object.keys(limits).length === 0 ? {} : { limits }) };
    const secret = await api.createSecret(body, keyOf(body));
    const { secretKey: _, ...record } = secret;
    secrets.created(record);
    notify({ id: 'secret', type: 'success', content: `Created “${secret.name}”. It’s active.` });
    setCreated(secret);
  });
  const fieldFailure = failure?.fieldMessage('name', 'The name');
  const errors = limitsErrors(failure, fields, { prefix: 'limits.', whole: 'limits' });

  if (created !== undefined) {
    return (
      <Dialog
        key="dialog"
        step="created"
        size="large"
        header={`“${created.name}” is active`}
        footer={<DoneFooter onDone={onClose} />}
        onClose={onClose}
      >
        <NewSecret secret={created} />
      </Dialog>
    );
  }
  return (
    <Dialog
      key="dialog"
      step="name"
      header="Create secret"
      footer={<DialogFooter form={form} action="Create secret" isSending={isSending} onCancel={onClose} />}
      onClose={onClose}
    >
      <DialogForm id={form} onSubmit={() => name.check() && void submit()}>
        <SpaceBetween size="l">
          <SecretNameField {...name.fieldProps} error={name.error ?? fieldFailure} />
          <OptionalLimits fields={fields} errors={errors} onChange={setFields} />
          {failure !== undefined && fieldFailure === undefined && !hasErrors(errors) && (
            <FailureAlert failure={failure} onRetry={() => void submit()} />
          )}
        </SpaceBetween>
      </DialogForm>
    </Dialog>
  );
}
