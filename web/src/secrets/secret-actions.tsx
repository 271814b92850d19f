import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { destructiveLinkStyle } from '../ui/destructive-style.ts';
import type { SecretDialogState } from './secret-dialog.tsx';

type Kind = Exclude<SecretDialogState['kind'], 'create' | 'reveal'>;

const labels: Record<Kind, string> = {
  edit: 'Edit',
  disable: 'Disable',
  enable: 'Enable',
  delete: 'Delete',
};

/** The actions that a secret's status allows. */
export function SecretActions({
  secret,
  onAct,
}: {
  secret: SecretRecord;
  onAct: (dialog: SecretDialogState) => void;
}) {
  return (
    <SpaceBetween size="s" direction="horizontal">
      {actionsOf(secret).map((kind) => (
        <Button
          // Disable becomes Enable in place, and keeps the focus.
          key={kind === 'enable' ? 'disable' : kind}
          variant="inline-link"
          ariaHaspopup="dialog"
          ariaLabel={`${labels[kind]} ${secret.name}`}
          onClick={() => onAct({ kind, secret })}
          {...(kind === 'delete' ? { style: destructiveLinkStyle } : {})}
        >
          {labels[kind]}
        </Button>
      ))}
    </SpaceBetween>
  );
}

/** Retired stays retired. */
function actionsOf({ status }: SecretRecord): readonly Kind[] {
  if (status === 'retired') return ['edit', 'delete'];
  return ['edit', status === 'disabled' ? 'enable' : 'disable', 'delete'];
}
