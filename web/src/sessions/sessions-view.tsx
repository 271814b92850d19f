import { useRef, useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { useRoute } from '../app/use-route.ts';
import type { ChosenBy } from '../ui/focus.ts';
import { SessionList } from './session-list.tsx';
import type { SessionSelection } from './use-sessions.ts';

/** Lists active or pending sessions, of all secrets or of one, and ends them. */
export default function SessionsView() {
  const { secrets } = useAdmin();
  const [selection, setSelection] = useState<SessionSelection>({
    state: 'active',
    secretId: useRoute().secretId,
  });
  const chosenBy: ChosenBy = useRef(undefined);
  const all = secrets.loaded.status === 'ready' ? secrets.loaded.value : [];
  return (
    <SessionList
      key={`${selection.state} ${selection.secretId}`}
      secrets={all}
      selection={selection}
      chosenBy={chosenBy}
      onSelect={(selected) => {
        chosenBy.current = selected.state === selection.state ? 'secret' : 'state';
        setSelection(selected);
      }}
    />
  );
}
