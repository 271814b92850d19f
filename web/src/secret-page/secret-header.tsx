import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';
import type { ListedSecret } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { MaskedKey } from '../secrets/masked-key.tsx';
import { SecretActions } from '../secrets/secret-actions.tsx';
import type { SecretDialogState } from '../secrets/secret-dialog.tsx';
import { SecretStatus } from '../secrets/secret-status.tsx';

/** A secret's name, status, key and actions, and the way back. Takes the focus when the page opens. */
export function SecretHeader({
  secret,
  onAct,
}: {
  secret: ListedSecret;
  onAct: (dialog: SecretDialogState) => void;
}) {
  const { organizationId } = useAdmin();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.querySelector('a')?.focus(), []);
  return (
    <div ref={top}>
      <SpaceBetween size="xs">
        <Link href={hrefOf(organizationId, 'secrets')}>‹ All secrets</Link>
        <Header variant="h2" actions={<SecretActions secret={secret} onAct={onAct} variant="normal" />}>
          <span className="free-text">{secret.name}</span>
        </Header>
        <SpaceBetween size="m" direction="horizontal" alignItems="center">
          <SecretStatus secret={secret} />
          <MaskedKey secret={secret} onReveal={() => onAct({ kind: 'reveal', secret })} />
          <Box color="text-body-secondary" variant="small">
            ID <Box variant="code">{secret.id}</Box>
          </Box>
        </SpaceBetween>
      </SpaceBetween>
    </div>
  );
}
