import type { SecretRecord } from '../../../shared/contract/records.ts';
import { OneLine } from '../ui/one-line.tsx';
import type { Column } from '../ui/record-list.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { byName, byStatus } from './find-secrets.ts';
import { MaskedKey } from './masked-key.tsx';
import { SecretActions } from './secret-actions.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';
import { SecretStatus } from './secret-status.tsx';

const created = { id: 'created', header: 'Created', sortingField: 'createdAt' };

export const newestFirst = { sortingColumn: created, isDescending: true };

/** The columns of the list of secrets. */
export const secretColumns = (onAct: (dialog: SecretDialogState) => void): Column<SecretRecord>[] => [
  {
    id: 'secret',
    header: 'Secret',
    narrow: 'unlabeled',
    width: 230,
    minWidth: 230,
    hasDynamicContent: true,
    cell: (secret) => <MaskedKey secret={secret} onReveal={() => onAct({ kind: 'reveal', secret })} />,
  },
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    minWidth: 160,
    sortingComparator: byName,
    cell: ({ name }) => <OneLine>{name}</OneLine>,
  },
  {
    id: 'status',
    header: 'Status',
    narrow: 'title',
    width: 220,
    minWidth: 180,
    sortingComparator: byStatus,
    cell: (secret) => <SecretStatus secret={secret} />,
  },
  {
    ...created,
    width: 150,
    minWidth: 130,
    cell: ({ createdAt, createdBy }) => <Timestamp at={createdAt} detail={`Created by ${createdBy}`} />,
  },
  {
    id: 'actions',
    header: 'Actions',
    width: 280,
    minWidth: 260,
    cell: (secret) => <SecretActions secret={secret} onAct={onAct} />,
  },
];
