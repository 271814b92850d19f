import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo } from 'react';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { InfoLink } from '../help/info-link.tsx';
import { EmptyList } from '../ui/empty-list.tsx';
import { type ChosenBy, focusFallback, useFocusOnChooser } from '../ui/focus.ts';
import { RecordList } from '../ui/record-list.tsx';
import { useOnReturn } from '../ui/use-on-return.ts';
import { eventColumns } from './event-columns.tsx';
import { isMissingFrom, SecretFilter } from './secret-filter.tsx';
import { useEvents } from './use-events.ts';

/** Events of all secrets or of one, newest first. */
export function EventList({
  secretId,
  chosenBy,
  names,
  onNames,
  onSelect,
}: {
  secretId: string | undefined;
  chosenBy: ChosenBy;
  /** Of secrets that events named so far. */
  names: ReadonlyMap<string, string>;
  onNames: (names: ReadonlyMap<string, string>) => void;
  onSelect: (secretId: string | undefined) => void;
}) {
  const { api, organizationId, secrets } = useAdmin();
  const { loaded, records, reload, refresh, hasMore, more } = useEvents(api, secretId);
  const existing = secrets.loaded.status === 'ready' ? secrets.loaded.value : undefined;
  const columns = useMemo(
    () => eventColumns({ organizationId, isDeleted: isMissingFrom(existing) }),
    [organizationId, existing],
  );
  useOnReturn(refresh);
  useFocusOnChooser(chosenBy);
  // Newest first: the last name that is known wins.
  useEffect(() => {
    const found = records.toReversed().flatMap((event): [string, string][] => {
      if (event.secretId === undefined || event.secretName === undefined) return [];
      return [[event.secretId, event.secretName]];
    });
    if (found.length > 0) onNames(new Map(found));
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
            <EmptyList title="No events">
              Changes of secrets, sessions and settings are recorded here.
            </EmptyList>
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
        filter={<SecretFilter {...{ existing, names, secretId, onSelect }} />}
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
