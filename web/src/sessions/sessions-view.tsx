import { useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { useRoute } from '../app/use-route.ts';
import { SessionList } from './session-list.tsx';
import type { SessionSelection } from './use-sessions.ts';

/** Lists active or pending sessions, of all secrets or of one, and ends them. */
export default function SessionsView() {
  const { secrets } = useAdmin();
  const [selection, setSelection] = useState<SessionSelection>({
    state: 'active',
    secretId: useRoute().secretId,
  });
  const all = secrets.loaded.status === 'ready' ? secrets.loaded.value : [];
  return (
    <SessionList
      key={`${selection.state} ${selection.secretId}`}
      secrets={all}
      selection={selection}
      onSelect={setSelection}
    />
  );
}
