import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Secret } from '../api/records.ts';
import { Moment } from '../moment.tsx';
import { MaskedKey } from './masked-key.tsx';
import { SecretActions } from './secret-actions.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';

const created = { id: 'created', header: 'Created', sortingField: 'createdAt' } as const;

export const newestFirst = { sortingColumn: created, isDescending: true };

/** The secrets on a wide screen. */
export function SecretsTable({
  onAct,
  ...props
}: Omit<TableProps<Secret>, 'columnDefinitions'> & { onAct: (dialog: SecretDialogState) => void }) {
  return (
    <Table
      {...props}
      trackBy="id"
      variant="container"
      loadingText="Loading the secrets"
      enableKeyboardNavigation
      ariaLabels={{ tableLabel: 'Embed secrets' }}
      renderAriaLive={({ visibleItemsCount }) => `${visibleItemsCount} secrets`}
      columnDefinitions={[
        {
          id: 'secret',
          header: 'Secret',
          width: 260,
          minWidth: 260,
          hasDynamicContent: true,
          cell: (secret) => <MaskedKey secret={secret} onReveal={() => onAct({ kind: 'reveal', secret })} />,
        },
        {
          id: 'name',
          header: 'Name',
          isRowHeader: true,
          minWidth: 160,
          sortingComparator: (a, b) => a.name.localeCompare(b.name),
          cell: ({ name }) => name,
        },
        {
          ...created,
          width: 200,
          minWidth: 140,
          cell: ({ createdAt, createdBy }) => <Moment at={createdAt} by={`Created by ${createdBy}`} />,
        },
        {
          id: 'actions',
          header: 'Actions',
          width: 160,
          minWidth: 140,
          cell: (secret) => <SecretActions secret={secret} onAct={onAct} />,
        },
      ]}
    />
  );
}
