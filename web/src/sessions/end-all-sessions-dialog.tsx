import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { FormDialog } from '../ui/form-dialog.tsx';

/** Confirms that all sessions should end. */
export function EndAllSessionsDialog({ onClose, onEnded }: { onClose: () => void; onEnded: () => void }) {
  const { api, organizationId, notify } = useAdmin();
  const { submit, isSending, failure } = useSubmission(async () => {
    await api.endAllSessions();
    notify({ id: 'session', type: 'success', content: `Ended all sessions of ${organizationId}.` });
    onEnded();
    onClose();
  });
  return (
    <FormDialog
      header="End all sessions?"
      action="End all"
      isDestructive
      isSending={isSending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <SpaceBetween size="l">
        <Alert type="warning" statusIconAriaLabel="Warning">
          All users are signed out immediately and need a new URL. Secrets stay active: URLs that haven’t been
          opened still work.
        </Alert>
        {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void submit()} />}
      </SpaceBetween>
    </FormDialog>
  );
}
