import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { SessionRecord } from '../../../shared/contract/records.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { useNotifyFailure } from '../api/use-notify-failure.ts';
import { useAdmin } from '../app/admin-context.ts';
import { returnFocus } from '../ui/focus.ts';

/** Ends one session at a time. `onEnded` removes it from the list. */
export function useEndSession(onEnded: (sessionId: string) => void) {
  const { api, notify } = useAdmin();
  const notifyFailure = useNotifyFailure();
  const [endingId, setEndingId] = useState<string>();

  const remove = (id: string) => {
    // Its button is gone with the row.
    flushSync(() => onEnded(id));
    returnFocus(null);
  };
  const end = async ({ id, name }: SessionRecord) => {
    setEndingId(id);
    try {
      await api.endSession(id);
      remove(id);
      notify({ id: 'session', type: 'success', content: `Ended the session of ${name}.` });
    } catch (error) {
      if (error instanceof ApiFailure && error.reason === 'not_found') remove(id);
      notifyFailure({ id: 'session', action: `Couldn’t end the session of ${name}.`, error });
    } finally {
      setEndingId(undefined);
    }
  };
  return { end, endingId };
}
