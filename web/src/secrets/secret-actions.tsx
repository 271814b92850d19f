import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { destructiveButtonStyle, destructiveLinkStyle } from '../ui/destructive-style.ts';
import type { SecretDialogState } from './secret-dialog.tsx';

type Kind = 'edit' | 'rotate' | 'disable' | 'enable' | 'delete';

const labels: Record<Kind, string> = {
  edit: 'Edit',
  rotate: 'Rotate',
  disable: 'Disable',
  enable: 'Enable',
  delete: 'Delete',
};

/** The actions that a secret's status allows. Once it was rotated, Compare takes the place of Rotate. */
export function SecretActions({
  secret,
  onAct,
  variant = 'inline-link',
}: {
  secret: SecretRecord;
  onAct: (dialog: SecretDialogState) => void;
  variant?: 'inline-link' | 'normal';
}) {
  const { organizationId, isReadOnly } = useAdmin();
  const isLink = variant === 'inline-link';
  return (
    <SpaceBetween size={isLink ? 's' : 'xs'} direction="horizontal">
      {actionsOf(secret, isReadOnly).map((kind) =>
        kind === 'compare' ? (
          isLink && (
            <Button
              key={kind}
              variant={variant}
              href={hrefOf(organizationId, 'secrets', secret.id)}
              ariaLabel={`Compare ${secret.name} with its replacement`}
            >
              Compare
            </Button>
          )
        ) : (
          <Button
            // Disable becomes Enable in place, and keeps the focus.
            key={kind === 'enable' ? 'disable' : kind}
            variant={variant}
            ariaHaspopup="dialog"
            ariaLabel={`${labels[kind]} ${secret.name}`}
            onClick={() => onAct({ kind, secret })}
            {...(kind === 'delete' ? { style: isLink ? destructiveLinkStyle : destructiveButtonStyle } : {})}
          >
            {labels[kind]}
          </Button>
        ),
      )}
    </SpaceBetween>
  );
}

/** Retired stays retired, and a secret has one replacement. */
function actionsOf({ status, replacedBy }: SecretRecord, isReadOnly: boolean): readonly (Kind | 'compare')[] {
  if (isReadOnly) return replacedBy === undefined ? [] : ['compare'];
  const rotate = replacedBy === undefined ? 'rotate' : 'compare';
  if (status === 'retired')
    return replacedBy === undefined ? ['edit', 'delete'] : ['edit', 'compare', 'delete'];
  return ['edit', rotate, status === 'disabled' ? 'enable' : 'disable', 'delete'];
}
