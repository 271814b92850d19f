import { useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { useRoute } from '../app/use-route.ts';
import { EventList } from './event-list.tsx';

/** The audit trail: of all secrets or of one, deleted ones included. */
export default function ActivityView() {
  const { organizationId } = useAdmin();
  const { secretId } = useRoute();
  // Deleted secrets are only known by their events.
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  return (
    <EventList
      key={secretId}
      secretId={secretId}
      names={names}
      onNames={(found) => setNames((known) => new Map([...known, ...found]))}
      onSelect={(selected) => {
        window.location.hash = hrefOf(organizationId, 'activity', selected);
      }}
    />
  );
}
