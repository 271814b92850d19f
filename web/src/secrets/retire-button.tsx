import Button from '@cloudscape-design/components/button';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import type { SecretDialogState } from './secret-dialog.tsx';

/** Opens the dialog that schedules, moves or cancels a secret's retirement. */
export function RetireButton({
  secret,
  onAct,
}: {
  secret: SecretRecord;
  onAct: (dialog: SecretDialogState) => void;
}) {
  const isScheduled = secret.retiresAt !== undefined;
  return (
    <Button
      ariaHaspopup="dialog"
      ariaLabel={`${isScheduled ? 'Change retirement of' : 'Retire'} ${secret.name}`}
      onClick={() => onAct({ kind: 'retire', secret })}
    >
      {isScheduled ? 'Change retirement' : 'Retire'}
    </Button>
  );
}
