import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { destructiveLinkStyle } from '../ui/destructive-style.ts';
import type { SecretDialogState } from './secret-dialog.tsx';

/** The actions of one secret. */
export function SecretActions({
  secret,
  onAct,
}: {
  secret: SecretRecord;
  onAct: (dialog: SecretDialogState) => void;
}) {
  return (
    <SpaceBetween size="s" direction="horizontal">
      <Button
        variant="inline-link"
        ariaHaspopup="dialog"
        ariaLabel={`Edit ${secret.name}`}
        onClick={() => onAct({ kind: 'edit', secret })}
      >
        Edit
      </Button>
      <Button
        variant="inline-link"
        style={destructiveLinkStyle}
        ariaHaspopup="dialog"
        ariaLabel={`Delete ${secret.name}`}
        onClick={() => onAct({ kind: 'delete', secret })}
      >
        Delete
      </Button>
    </SpaceBetween>
  );
}
