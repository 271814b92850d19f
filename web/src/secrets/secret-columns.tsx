import type { SecretRecord } from '../../../shared/contract/records.ts';
import { OneLine } from '../ui/one-line.tsx';
import type { Column } from '../ui/record-list.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { byName } from './find-secrets.ts';
import { MaskedKey } from './masked-key.tsx';
import { SecretActions } from './secret-actions.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';

const created = { id: 'created', header: 'Created', sortingField: 'createdAt' };

export const newestFirst = { sortingColumn: created, isDescending: true };

/** The columns of the list of secrets. */
export const secretColumns = (onAct: (dialog: SecretDialogState) => void): Column<SecretRecord>[] => [
  {
    id: 'secret',
    header: 'Secret',
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
    ...created,
    width: 180,
    minWidth: 140,
    cell: ({ createdAt, createdBy }) => <Timestamp at={createdAt} detail={`Created by ${createdBy}`} />,
  },
  {
    id: 'actions',
    header: 'Actions',
    width: 150,
    minWidth: 130,
    cell: (secret) => <SecretActions secret={secret} onAct={onAct} />,
  },
];
