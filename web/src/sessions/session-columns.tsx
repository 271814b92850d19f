import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { SessionRecord } from '../../../shared/contract/records.ts';
import type { Column } from '../ui/record-list.tsx';
import { Timestamp } from '../ui/timestamp.tsx';

/** The columns of the session list. */
export const sessionColumns = ({
  secretName,
  endingId,
  onEnd,
}: {
  /** `undefined` if the secret isn't in the list of secrets. */
  secretName: (secretId: string) => string | undefined;
  /** The session that is ending. */
  endingId: string | undefined;
  onEnd: (session: SessionRecord) => void;
}): Column<SessionRecord>[] => [
  {
    id: 'user',
    header: 'User',
    isRowHeader: true,
    minWidth: 200,
    cell: ({ name, externalId }) => (
      <span className="free-text">
        {name}
        <Box variant="small" display="block">
          {externalId}
        </Box>
      </span>
    ),
  },
  {
    id: 'secret',
    header: 'Secret',
    minWidth: 140,
    cell: ({ secretId }) => <span className="free-text">{secretName(secretId) ?? 'Unknown secret'}</span>,
  },
  {
    id: 'started',
    header: 'Started',
    width: 180,
    minWidth: 140,
    cell: ({ createdAt }) => <Timestamp at={createdAt} />,
  },
  {
    id: 'ends',
    header: 'Ends',
    width: 180,
    minWidth: 140,
    cell: ({ expiresAt }) => <Timestamp at={expiresAt} isFuture />,
  },
  {
    id: 'actions',
    header: 'Actions',
    width: 110,
    minWidth: 110,
    hasDynamicContent: true,
    cell: (session) => (
      <Button
        variant="inline-link"
        ariaLabel={`End the session of ${session.name}`}
        loading={session.id === endingId}
        loadingText="Ending"
        onClick={() => onEnd(session)}
      >
        End
      </Button>
    ),
  },
];
