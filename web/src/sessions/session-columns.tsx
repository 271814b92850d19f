import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { SessionRecord } from '../../../shared/contract/records.ts';
import type { SessionState } from '../api/embed-api.ts';
import { destructiveLinkStyle } from '../ui/destructive-style.ts';
import { OneLine } from '../ui/one-line.tsx';
import type { Column } from '../ui/record-list.tsx';
import { Timestamp } from '../ui/timestamp.tsx';

/** The columns of the list of sessions. */
export const sessionColumns = ({
  state,
  secretName,
  endingId,
  isReadOnly,
  onEnd,
}: {
  state: SessionState;
  /** `undefined` if the secret isn't in the list of secrets. */
  secretName: (secretId: string) => string | undefined;
  /** The session that is ending. */
  endingId: string | undefined;
  isReadOnly: boolean;
  onEnd: (session: SessionRecord) => void;
}): Column<SessionRecord>[] => [
  {
    id: 'user',
    header: 'User',
    isRowHeader: true,
    minWidth: 200,
    cell: ({ name, externalId }) => (
      <>
        <OneLine>{name}</OneLine>
        <Box variant="small" display="block">
          <OneLine>{externalId}</OneLine>
        </Box>
      </>
    ),
  },
  {
    id: 'secret',
    header: 'Secret',
    minWidth: 140,
    cell: ({ secretId }) => (
      <OneLine>
        {secretId === undefined ? 'Not opened yet' : (secretName(secretId) ?? 'Unknown secret')}
      </OneLine>
    ),
  },
  {
    id: 'started',
    header: state === 'active' ? 'Started' : 'Created',
    width: 160,
    minWidth: 130,
    cell: ({ createdAt }) => <Timestamp at={createdAt} />,
  },
  {
    id: 'ends',
    header: state === 'active' ? 'Ends' : 'Expires',
    width: 160,
    minWidth: 130,
    cell: ({ expiresAt }) => <Timestamp at={expiresAt} isFuture />,
  },
  ...(isReadOnly
    ? []
    : [
        {
          id: 'actions',
          header: 'Actions',
          width: 110,
          minWidth: 110,
          hasDynamicContent: true,
          cell: (session: SessionRecord) => (
            <Button
              variant="inline-link"
              style={destructiveLinkStyle}
              ariaLabel={`End the session of ${session.name}`}
              loading={session.id === endingId}
              loadingText="Ending"
              onClick={() => onEnd(session)}
            >
              End
            </Button>
          ),
        },
      ]),
];
