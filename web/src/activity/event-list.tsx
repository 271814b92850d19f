import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo } from 'react';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { InfoLink } from '../help/info-link.tsx';
import { EmptyList, NoMatches } from '../ui/empty-list.tsx';
import { type Chooser, type ChosenBy, focusFallback, useFocusOnChooser } from '../ui/focus.ts';
import { RecordList } from '../ui/record-list.tsx';
import { useOnReturn } from '../ui/use-on-return.ts';
import { eventColumns } from './event-columns.tsx';
import { EventFilter } from './event-filter.tsx';
import { type EventSelection, everything, toEventQuery } from './event-selection.ts';
import { isMissingFrom } from './secret-filter.tsx';
import { useEvents } from './use-events.ts';

/** The selected events, newest first. */
export function EventList({
  selection,
  chosenBy,
  names,
  actors,
  onFound,
  onSelect,
}: {
  selection: EventSelection;
  chosenBy: ChosenBy;
  /** Of secrets that events named so far. */
  names: ReadonlyMap<string, string>;
  /** Who is known so far. */
  actors: ReadonlySet<string>;
  onFound: (found: { names: ReadonlyMap<string, string>; actors: ReadonlySet<string> }) => void;
  onSelect: (selection: EventSelection, chooser: Chooser) => void;
}) {
  const { api, organizationId, secrets } = useAdmin();
  const query = toEventQuery(selection);
  const { loaded, records, reload, refresh, hasMore, more } = useEvents(api, query);
  const existing = secrets.loaded.status === 'ready' ? secrets.loaded.value : undefined;
  const columns = useMemo(
    () => eventColumns({ organizationId, isDeleted: isMissingFrom(existing) }),
    [organizationId, existing],
  );
  useOnReturn(refresh);
  useFocusOnChooser(chosenBy);
  // Newest first: the last name that is known wins.
  useEffect(() => {
    if (records.length === 0) return;
    const found = records.toReversed().flatMap((event): [string, string][] => {
      if (event.secretId === undefined || event.secretName === undefined) return [];
      return [[event.secretId, event.secretName]];
    });
    onFound({ names: new Map(found), actors: new Set(records.map(({ actor }) => actor)) });
  }, [records]);

  return (
    <SpaceBetween size="s">
      <RecordList
        label="Activity"
        columns={columns}
        items={records}
        loading={loaded.status === 'loading'}
        loadingText="Loading events"
        empty={
          loaded.status === 'failed' ? (
            <FailureAlert failure={loaded.failure} onRetry={reload} />
          ) : (
            <NoEvents
              isFiltered={Object.keys(query).length > 0}
              hasMore={hasMore}
              onClear={() => onSelect(everything, 'secret')}
            />
          )
        }
        header={
          <Header
            variant="h2"
            info={<InfoLink about="activity" />}
            description="Who changed what, and who revealed a key. Events can’t be changed or deleted."
            actions={
              <Button
                iconName="refresh"
                ariaLabel="Refresh"
                onClick={reload}
                nativeButtonAttributes={focusFallback}
              />
            }
          >
            Activity
          </Header>
        }
        filter={
          <EventFilter
            {...{ selection, existing, names, actors }}
            onSelect={(changed, chooser) => onSelect({ ...selection, ...changed }, chooser)}
          />
        }
      />
      {more.failure !== undefined && (
        <FailureAlert failure={more.failure} onRetry={() => void more.submit()} />
      )}
      {hasMore && (
        <Box textAlign="center">
          <Button onClick={() => void more.submit()} loading={more.isSending} loadingText="Loading more">
            Load earlier events
          </Button>
        </Box>
      )}
    </SpaceBetween>
  );
}

function NoEvents({
  isFiltered,
  hasMore,
  onClear,
}: {
  isFiltered: boolean;
  /** A page may have none of the selected events, and a later one may have some. */
  hasMore: boolean;
  onClear: () => void;
}) {
  if (hasMore) return <EmptyList title="No matches among the newest events">Load earlier events.</EmptyList>;
  if (isFiltered) return <NoMatches onClear={onClear} />;
  return (
    <EmptyList title="No events">Changes of secrets, sessions and settings are recorded here.</EmptyList>
  );
}
