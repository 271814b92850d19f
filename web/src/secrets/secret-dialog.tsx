import type { SecretRecord } from '../../../shared/contract/records.ts';
import { CreateSecretDialog } from './create-secret-dialog.tsx';
import { DeleteSecretDialog } from './delete-secret-dialog.tsx';
import { DisableSecretDialog } from './disable-secret-dialog.tsx';
import { EditSecretDialog } from './edit-secret-dialog.tsx';
import { EnableSecretDialog } from './enable-secret-dialog.tsx';
import { LimitsDialog } from './limits-dialog.tsx';
import { RetireSecretDialog } from './retire-secret-dialog.tsx';
import { RevealSecretDialog } from './reveal-secret-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';

/** The open dialog and its secret. */
export type SecretDialogState =
  | { kind: 'create' }
  | {
      kind: 'edit' | 'rotate' | 'limits' | 'retire' | 'disable' | 'enable' | 'delete' | 'reveal';
      secret: SecretRecord;
    };

/** Shows the open dialog. A revealed key stays in memory only while its dialog is open. */
export default function SecretDialog({
  dialog,
  onChange,
}: {
  dialog: SecretDialogState;
  onChange: (next: SecretDialogState | undefined) => void;
}) {
  const close = () => onChange(undefined);
  switch (dialog.kind) {
    case 'create':
      return <CreateSecretDialog onClose={close} />;
    case 'edit':
      return (
        <EditSecretDialog
          secret={dialog.secret}
          onClose={close}
          onCreate={() => onChange({ kind: 'create' })}
        />
      );
    case 'rotate':
      return <RotateSecretDialog secret={dialog.secret} onClose={close} />;
    case 'limits':
      return <LimitsDialog secret={dialog.secret} onClose={close} />;
    case 'retire':
      return <RetireSecretDialog secret={dialog.secret} onClose={close} />;
    case 'disable':
      return <DisableSecretDialog secret={dialog.secret} onClose={close} />;
    case 'enable':
      return <EnableSecretDialog secret={dialog.secret} onClose={close} />;
    case 'delete':
      return (
        <DeleteSecretDialog
          secret={dialog.secret}
          onClose={close}
          onDisable={() => onChange({ kind: 'disable', secret: dialog.secret })}
        />
      );
    case 'reveal':
      return <RevealSecretDialog secret={dialog.secret} onClose={close} />;
  }
}
