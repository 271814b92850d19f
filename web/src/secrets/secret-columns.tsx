import Link from '@cloudscape-design/components/link';
import type { ListedSecret } from '../../../shared/contract/records.ts';
import { hrefOf } from '../app/route.ts';
import { OneLine } from '../ui/one-line.tsx';
import type { Column } from '../ui/record-list.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { byName, byStatus } from './find-secrets.ts';
import { LastUsed } from './last-used.tsx';
import { LoginSparkline } from './login-sparkline.tsx';
import { MaskedKey } from './masked-key.tsx';
import { SecretActions } from './secret-actions.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';
import { SecretStatus } from './secret-status.tsx';

const created = { id: 'created', header: 'Created', sortingField: 'createdAt' };

export const newestFirst = { sortingColumn: created, isDescending: true };

/** The columns of the list of secrets. */
export const secretColumns = (
  organizationId: string,
  onAct: (dialog: SecretDialogState) => void,
): Column<ListedSecret>[] => [
  {
    id: 'secret',
    header: 'Secret',
    narrow: 'unlabeled',
    // Wide enough for “Copied”: a row that grew would move what is below away from the pointer.
    width: 225,
    minWidth: 225,
    hasDynamicContent: true,
    cell: (secret) => <MaskedKey secret={secret} onReveal={() => onAct({ kind: 'reveal', secret })} />,
  },
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    minWidth: 160,
    sortingComparator: byName,
    cell: ({ id, name }) => (
      <OneLine text={name}>
        <Link href={hrefOf(organizationId, 'secrets', id)}>
          <span data-secret={id}>{name}</span>
        </Link>
      </OneLine>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    narrow: 'title',
    width: 210,
    minWidth: 180,
    sortingComparator: byStatus,
    cell: (secret) => <SecretStatus secret={secret} />,
  },
  {
    id: 'last-used',
    header: 'Last used',
    narrowHeader: 'Used',
    width: 190,
    minWidth: 185,
    sortingField: 'lastUsedAt',
    cell: (secret) => (
      <div className="last-used">
        <LastUsed secret={secret} />
        {secret.usage !== undefined && <LoginSparkline days={secret.usage.days} />}
      </div>
    ),
  },
  {
    ...created,
    narrow: 'hidden',
    width: 135,
    minWidth: 130,
    cell: ({ createdAt, createdBy }) => <Timestamp at={createdAt} detail={`Created by ${createdBy}`} />,
  },
  {
    id: 'actions',
    header: 'Actions',
    width: 265,
    minWidth: 260,
    cell: (secret) => <SecretActions secret={secret} onAct={onAct} />,
  },
];
