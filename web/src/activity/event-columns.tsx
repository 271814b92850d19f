import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { hrefOf } from '../app/route.ts';
import { OneLine } from '../ui/one-line.tsx';
import type { Column } from '../ui/record-list.tsx';
import { Timestamp } from '../ui/timestamp.tsx';
import { actorName } from './actor-name.ts';
import { EventOutcome } from './event-outcome.tsx';
import { eventText } from './event-text.ts';

/** The columns of a list of events. */
export const eventColumns = ({
  organizationId,
  isDeleted,
}: {
  organizationId: string;
  isDeleted: (secretId: string) => boolean;
}): Column<EventRecord>[] => [
  {
    id: 'event',
    header: 'Event',
    isRowHeader: true,
    minWidth: 220,
    cell: (event) => <EventTitle event={event} />,
  },
  {
    id: 'secret',
    header: 'Secret',
    minWidth: 150,
    cell: ({ secretId, secretName }) => {
      if (secretId === undefined) return '–';
      const name = secretName ?? secretId;
      return (
        <OneLine text={name}>
          {isDeleted(secretId) ? (
            <>
              {name} <Box variant="small">(deleted)</Box>
            </>
          ) : (
            <Link href={hrefOf(organizationId, 'secrets', secretId)}>{name}</Link>
          )}
        </OneLine>
      );
    },
  },
  { id: 'actor', header: 'By', minWidth: 150, cell: ({ actor }) => <Actor actor={actor} /> },
  {
    id: 'outcome',
    header: 'Outcome',
    narrow: 'unlabeled',
    width: 130,
    minWidth: 120,
    cell: (event) => <EventOutcome event={event} />,
  },
  {
    id: 'at',
    header: 'When',
    narrow: 'title',
    width: 140,
    minWidth: 130,
    cell: ({ at, requestId }) => <Timestamp at={at} detail={`Request ID: ${requestId}`} />,
  },
];

function EventTitle({ event }: { event: EventRecord }) {
  const { title, detail } = eventText(event);
  return (
    <OneLine text={detail === undefined ? title : `${title} ${detail}`}>
      {title} {detail !== undefined && <Box variant="small">{detail}</Box>}
    </OneLine>
  );
}

function Actor({ actor }: { actor: string }) {
  const { name, role } = actorName(actor);
  return (
    <OneLine text={actor}>
      {name} {role !== undefined && <Box variant="small">{role}</Box>}
    </OneLine>
  );
}
