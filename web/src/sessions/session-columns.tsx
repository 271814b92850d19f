import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { Session } from '../api/records.ts';
import { Moment } from '../moment.tsx';
import type { Column } from '../record-list.tsx';

/** What the list shows of a session. */
export const sessionColumns = ({
  secretName,
  endingId,
  onEnd,
}: {
  /** `undefined` where the secret is not among those of the page. */
  secretName: (secretId: string) => string | undefined;
  /** The session that is being ended. */
  endingId: string | undefined;
  onEnd: (session: Session) => void;
}): Column<Session>[] => [
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
    header: 'Signed with',
    minWidth: 140,
    cell: ({ secretId }) => <span className="free-text">{secretName(secretId) ?? 'Another secret'}</span>,
  },
  {
    id: 'started',
    header: 'Started',
    width: 180,
    minWidth: 140,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
  {
    id: 'ends',
    header: 'Ends',
    width: 180,
    minWidth: 140,
    cell: ({ expiresAt }) => <Moment at={expiresAt} isToCome />,
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
