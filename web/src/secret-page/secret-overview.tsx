import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { LastUsed } from '../secrets/last-used.tsx';
import { RetireButton } from '../secrets/retire-button.tsx';
import type { SecretDialogState } from '../secrets/secret-dialog.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { countOf } from './session-count.ts';

/** A secret's sessions, last use and creation, with a button to retire it. */
export function SecretOverview({
  secret,
  onAct,
}: {
  secret: SecretDetails;
  onAct: (dialog: SecretDialogState) => void;
}) {
  const { organizationId, isReadOnly } = useAdmin();
  const { usage, createdAt, createdBy, renamedAt, replacedBy, status } = secret;
  return (
    <Container
      header={
        <Header
          variant="h3"
          actions={
            // The rotation panel has this button for a replaced secret.
            !isReadOnly &&
            status !== 'retired' &&
            replacedBy === undefined && <RetireButton secret={secret} onAct={onAct} />
          }
        >
          Overview
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: 'Active sessions',
            value: <Link href={hrefOf(organizationId, 'sessions', secret.id)}>{countOf(secret)}</Link>,
          },
          { label: 'Last used', value: <LastUsed secret={secret} /> },
          {
            label: 'Last refused',
            value:
              usage.lastRefusedAt === undefined ? (
                'None recorded'
              ) : (
                <Timestamp
                  at={usage.lastRefusedAt}
                  detail="When its status or limits last refused a URL that it signed"
                />
              ),
          },
          { label: 'Created', value: <Timestamp at={createdAt} detail={`Created by ${createdBy}`} /> },
          ...(renamedAt === undefined ? [] : [{ label: 'Renamed', value: <Timestamp at={renamedAt} /> }]),
        ]}
      />
    </Container>
  );
}
