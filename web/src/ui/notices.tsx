import Flashbar from '@cloudscape-design/components/flashbar';
import { type ReactNode, useCallback, useState } from 'react';

type Notice = { id: string; type: 'success' | 'error'; content: ReactNode };

/** Shows a notice until it is closed or replaced by one with the same id. */
export type Notify = (notice: Notice) => void;

export function useNotices() {
  const [notices, setNotices] = useState<Notice[]>([]);
  const notify: Notify = useCallback(
    (notice) => setNotices((last) => [notice, ...without(notice.id)(last)].slice(0, 3)),
    [],
  );
  const flashbar = (
    <Flashbar
      i18nStrings={{
        ariaLabel: 'Notices',
        successIconAriaLabel: 'Success',
        errorIconAriaLabel: 'Error',
      }}
      items={notices.map(({ id, type, content }) => ({
        id,
        type,
        ariaRole: type === 'error' ? 'alert' : 'status',
        content,
        dismissible: true,
        dismissLabel: 'Close this notice',
        onDismiss: () => setNotices(without(id)),
      }))}
    />
  );
  return { notify, flashbar };
}

const without = (id: string) => (notices: Notice[]) => notices.filter((notice) => notice.id !== id);
