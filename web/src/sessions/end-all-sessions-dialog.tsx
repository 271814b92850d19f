import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { useSubmission } from '../use-submission.ts';

/** Asks before everybody is put out. */
export function EndAllSessionsDialog({ onClose, onEnded }: { onClose: () => void; onEnded: () => void }) {
  const { api, organizationId, notify } = useAdmin();
  const { submit, isSending, failure } = useSubmission(async () => {
    await api.endAllSessions();
    notify({ id: 'session', type: 'success', content: `Every session of ${organizationId} has ended.` });
    onEnded();
    onClose();
  });
  return (
    <FormDialog
      header="End all sessions?"
      action="End all"
      isSending={isSending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <Alert type="warning" statusIconAriaLabel="Warning">
          Everybody who is in gets 403 from now on, and needs a new URL to come back. The secrets stay: URLs
          that were not opened yet still open.
        </Alert>
        {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void submit()} />}
      </SpaceBetween>
    </FormDialog>
  );
}
