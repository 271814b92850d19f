import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import { useMemo } from 'react';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { eventColumns } from '../activity/event-columns.tsx';
import { useEvents } from '../activity/use-events.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { EmptyList } from '../ui/empty-list.tsx';
import { RecordList } from '../ui/record-list.tsx';

const shownEvents = 5;

/** The latest events of a secret. */
export function SecretEvents({ secret }: { secret: SecretDetails }) {
  const { api, organizationId } = useAdmin();
  // Every change of the secret is an event.
  const { loaded, records, reload } = useEvents(api, { secretId: secret.id }, secret);
  const columns = useMemo(
    () => eventColumns({ organizationId, isDeleted: () => false }).filter(({ id }) => id !== 'secret'),
    [organizationId],
  );
  return (
    <RecordList
      label="Latest events"
      columns={columns}
      items={records.slice(0, shownEvents)}
      loading={loaded.status === 'loading'}
      loadingText="Loading events"
      empty={
        loaded.status === 'failed' ? (
          <FailureAlert failure={loaded.failure} onRetry={reload} />
        ) : (
          <EmptyList title="No events" />
        )
      }
      header={
        <Header
          variant="h3"
          actions={
            <Link href={hrefOf(organizationId, 'activity', secret.id)}>All events of this secret</Link>
          }
        >
          Latest events
        </Header>
      }
    />
  );
}
