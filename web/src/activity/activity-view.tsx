import { useRef, useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { useRoute } from '../app/use-route.ts';
import type { ChosenBy } from '../ui/focus.ts';
import { EventList } from './event-list.tsx';
import { type EventSelection, everything } from './event-selection.ts';

/** The audit trail: of all secrets or of one, deleted ones included, by anyone or by one actor, of all days or some. */
export default function ActivityView() {
  const { organizationId, secrets } = useAdmin();
  const { secretId } = useRoute();
  const [rest, setRest] = useState<Omit<EventSelection, 'secretId'>>(everything);
  // Deleted secrets are only known by their events, and so are most actors.
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [actors, setActors] = useState<ReadonlySet<string>>(new Set());
  const creators =
    secrets.loaded.status === 'ready' ? secrets.loaded.value.map((each) => each.createdBy) : [];
  const chosenBy: ChosenBy = useRef(undefined);
  const selection: EventSelection = { ...rest, secretId };
  return (
    <EventList
      key={JSON.stringify(selection)}
      selection={selection}
      chosenBy={chosenBy}
      names={names}
      actors={new Set([...creators, ...actors])}
      onFound={(found) => {
        setNames((known) => new Map([...known, ...found.names]));
        setActors((known) => new Set([...known, ...found.actors]));
      }}
      onSelect={({ secretId: selected, ...selectedRest }, chooser) => {
        chosenBy.current = chooser;
        setRest(selectedRest);
        if (selected !== secretId) window.location.hash = hrefOf(organizationId, 'activity', selected);
      }}
    />
  );
}
