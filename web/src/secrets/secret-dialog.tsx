import type { Secret } from '../api/records.ts';
import { AddSecretDialog } from './add-secret-dialog.tsx';
import { DeleteSecretDialog } from './delete-secret-dialog.tsx';
import { EditSecretDialog } from './edit-secret-dialog.tsx';
import { RevealSecretDialog } from './reveal-secret-dialog.tsx';

/** Which dialog is open, about which secret. */
export type SecretDialogState = { kind: 'add' } | { kind: 'edit' | 'delete' | 'reveal'; secret: Secret };

/** The open dialog. A key that it shows lives as long as the dialog is open, and no longer. */
export function SecretDialog({
  dialog,
  onChange,
}: {
  dialog: SecretDialogState;
  onChange: (next: SecretDialogState | undefined) => void;
}) {
  const close = () => onChange(undefined);
  switch (dialog.kind) {
    case 'add':
      return <AddSecretDialog onClose={close} />;
    case 'edit':
      return (
        <EditSecretDialog secret={dialog.secret} onClose={close} onAdd={() => onChange({ kind: 'add' })} />
      );
    case 'delete':
      return <DeleteSecretDialog secret={dialog.secret} onClose={close} />;
    case 'reveal':
      return <RevealSecretDialog secret={dialog.secret} onClose={close} />;
  }
}
