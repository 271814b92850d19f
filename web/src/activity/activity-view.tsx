import { useRef, useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { useRoute } from '../app/use-route.ts';
import type { ChosenBy } from '../ui/focus.ts';
import { EventList } from './event-list.tsx';

/** The audit trail: of all secrets or of one, deleted ones included. */
export default function ActivityView() {
  const { organizationId } = useAdmin();
  const { secretId } = useRoute();
  // Deleted secrets are only known by their events.
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const chosenBy: ChosenBy = useRef(undefined);
  return (
    <EventList
      key={secretId}
      secretId={secretId}
      chosenBy={chosenBy}
      names={names}
      onNames={(found) => setNames((known) => new Map([...known, ...found]))}
      onSelect={(selected) => {
        chosenBy.current = 'secret';
        window.location.hash = hrefOf(organizationId, 'activity', selected);
      }}
    />
  );
}
