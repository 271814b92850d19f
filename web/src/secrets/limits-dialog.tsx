import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { LimitsEditor } from './limits-editor.tsx';
import { hasErrors, limitsErrors, toLimits, toLimitsFields } from './limits-fields.ts';

/** Edits the limits of a secret. */
export function LimitsDialog({ secret, onClose }: { secret: SecretRecord; onClose: () => void }) {
  const { api, secrets, notify } = useAdmin();
  const [fields, setFields] = useState(() => toLimitsFields(secret.limits));
  const { submit, isSending, failure } = useSubmission(async () => {
    const limited = await api.limitSecret(secret.id, toLimits(fields));
    secrets.changed(limited);
    const outcome = limited.limits === undefined ? 'has no limits' : 'is limited';
    notify({ id: 'secret', type: 'success', content: `“${limited.name}” ${outcome}.` });
    onClose();
  });
  const errors = limitsErrors(failure, fields, { prefix: '', whole: 'body' });
  return (
    <FormDialog
      header={`Limits of “${secret.name}”`}
      action="Save"
      isSending={isSending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <div>
          URLs outside these limits are rejected (403), and so are requests of sessions that they started.
        </div>
        <LimitsEditor fields={fields} errors={errors} onChange={setFields} />
        {failure !== undefined && !hasErrors(errors) && (
          <FailureAlert failure={failure} onRetry={() => void submit()} />
        )}
      </SpaceBetween>
    </FormDialog>
  );
}
