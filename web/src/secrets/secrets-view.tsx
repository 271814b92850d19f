import { lazy, useEffect, useRef, useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { useRoute } from '../app/use-route.ts';
import { LoadBoundary } from '../ui/load-boundary.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';
import { type ListState, SecretList } from './secret-list.tsx';

// Not part of the first load.
const loadDialogs = () => import('./secret-dialog.tsx');
const SecretDialog = lazy(loadDialogs);
const SecretPage = lazy(() => import('../secret-page/secret-page.tsx'));

/** The organization's secrets, or the page of one of them, and the dialogs that change them. */
export function SecretsView() {
  const { loaded } = useAdmin().secrets;
  const { view, secretId } = useRoute();
  const [dialog, setDialog] = useState<SecretDialogState>();
  const listState = useRef<ListState>({ filteringText: '', openedId: undefined });
  useEffect(() => void loadDialogs().catch(() => {}), []);
  const opened = view === 'secrets' ? secretId : undefined;
  if (opened !== undefined) listState.current.openedId = opened;

  return (
    <>
      {dialog !== undefined && (
        <LoadBoundary>
          <SecretDialog dialog={dialog} onChange={setDialog} />
        </LoadBoundary>
      )}
      {opened === undefined || loaded.status !== 'ready' ? (
        <SecretList onAct={setDialog} state={listState.current} />
      ) : (
        <LoadBoundary>
          <SecretPage key={opened} secret={loaded.value.find(({ id }) => id === opened)} onAct={setDialog} />
        </LoadBoundary>
      )}
    </>
  );
}
