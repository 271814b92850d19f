import { useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { SessionList } from './session-list.tsx';

/** Lists active sessions, of all secrets or of one, and ends them. */
export default function SessionsView() {
  const { secrets } = useAdmin();
  const [secretId, setSecretId] = useState<string>();
  const all = secrets.loaded.status === 'ready' ? secrets.loaded.value : [];
  return <SessionList key={secretId ?? ''} secrets={all} secretId={secretId} onSecretChange={setSecretId} />;
}
