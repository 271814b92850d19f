import Flashbar from '@cloudscape-design/components/flashbar';
import { type ReactNode, useCallback, useEffect, useState } from 'react';

type Notice = { id: string; type: 'success' | 'error'; content: ReactNode };

/** Shows a notice. A notice replaces the last success, and an earlier notice with the same id. */
export type Notify = (notice: Notice) => void;

const successMilliseconds = 10_000;

/**
 * The notices at the top of the page. A success disappears after 10 seconds (not while it is hovered or focused) and
 * when something fails; an error stays until it is closed or replaced.
 */
export function useNotices() {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [isHeld, setHeld] = useState(false);
  const notify: Notify = useCallback(
    (notice) => setNotices((last) => [notice, ...last.filter(isError).filter(({ id }) => id !== notice.id)]),
    [],
  );
  const clearSuccess = useCallback(
    () => setNotices((last) => (last.every(isError) ? last : last.filter(isError))),
    [],
  );

  const hasSuccess = !notices.every(isError);
  useEffect(() => {
    if (!hasSuccess || isHeld) return;
    const timer = setTimeout(clearSuccess, successMilliseconds);
    return () => clearTimeout(timer);
  }, [hasSuccess, isHeld, notices, clearSuccess]);

  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  const flashbar = (
    // biome-ignore lint/a11y/noStaticElementInteractions: only delays the timer.
    <div onMouseEnter={hold} onMouseLeave={release} onFocus={hold} onBlur={release}>
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
          onDismiss: () => {
            setNotices((last) => last.filter((notice) => notice.id !== id));
            release();
          },
        }))}
      />
    </div>
  );
  return { notify, clearSuccess, flashbar };
}

const isError = ({ type }: Notice): boolean => type === 'error';
