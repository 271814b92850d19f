import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { OneLine } from '../ui/one-line.tsx';
import { Timestamp } from '../ui/timestamp.tsx';

/** The users who opened URLs of the secret in the last 7 days, or tried to. */
export function RecentUses({ secret: { name, usage } }: { secret: SecretDetails }) {
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      ariaLabels={{ tableLabel: `Recent users of ${name}` }}
      items={usage.recent}
      columnDefinitions={[
        {
          id: 'user',
          header: 'Recent users (external ID)',
          isRowHeader: true,
          cell: ({ externalId }) => <OneLine>{externalId}</OneLine>,
        },
        { id: 'when', header: 'When', width: 160, cell: ({ at }) => <Timestamp at={at} /> },
        {
          id: 'outcome',
          header: 'Outcome',
          width: 120,
          cell: ({ refused }) => (
            <StatusIndicator type={refused ? 'error' : 'success'}>
              {refused ? 'Refused' : 'Login'}
            </StatusIndicator>
          ),
        },
      ]}
    />
  );
}
