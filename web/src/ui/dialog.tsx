import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { returnFocus } from './focus.ts';

/**
 * A modal dialog. Only its buttons and Escape close it: clicking outside would lose input. Focus starts in the first
 * field and returns to where it was.
 */
export function Dialog({
  header,
  size = 'medium',
  footer,
  step = '',
  onClose,
  children,
}: {
  header: string;
  size?: ModalProps['size'];
  footer: ReactNode;
  /** Changes when the dialog shows other content, to place the focus again. */
  step?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Modal
      visible
      size={size}
      header={header}
      closeAriaLabel="Close"
      onDismiss={({ detail }) => {
        if (detail.reason !== 'overlay') onClose();
        // The click moved the focus out of the dialog, where Escape doesn't work.
        else focusFirst(content.current);
      }}
      footer={footer}
    >
      <div ref={content}>
        <FocusOnMount key={step} />
        {children}
      </div>
      <ReturnFocus />
    </Modal>
  );
}

function FocusOnMount() {
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // After Cloudscape's own effect, which focuses the close button.
    queueMicrotask(() => focusFirst(marker.current?.parentElement));
  }, []);
  return <span ref={marker} hidden />;
}

/** Of radio buttons, Tab reaches the selected one only. */
const fields =
  ':is(input:not([type="radio"]:not(:checked)), textarea, select, [data-initial-focus] button):not(:disabled)';

/** Focuses the first field or, without one, the dialog's main action, so that Enter works either way. */
function focusFirst(content: Element | null | undefined): void {
  const action = content?.closest('[role="dialog"]')?.querySelector<HTMLElement>('[data-main-action]');
  (content?.querySelector<HTMLElement>(fields) ?? action)?.focus();
}

/** Cloudscape returns the focus to the opener, if that still exists. */
function ReturnFocus() {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      queueMicrotask(() => {
        if (document.activeElement === document.body) {
          returnFocus(opener instanceof HTMLElement ? opener : null);
        }
      });
    },
    [opener],
  );
  return null;
}
