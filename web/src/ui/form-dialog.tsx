import Modal from '@cloudscape-design/components/modal';
import { type ReactNode, type SubmitEvent, useId, useRef } from 'react';
import { DialogFooter } from './dialog-footer.tsx';

/** A dialog with a form. Clicking outside doesn't close it, so input isn't lost: only Cancel, × and Escape do. */
export function FormDialog({
  header,
  action,
  isSending,
  isDisabled = false,
  onSubmit,
  onClose,
  children,
}: {
  header: string;
  /** The submit button's label. */
  action: string;
  isSending: boolean;
  isDisabled?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  return (
    <Modal
      visible
      header={header}
      closeAriaLabel="Close"
      onDismiss={({ detail }) => {
        if (detail.reason !== 'overlay') onClose();
        // The click moved the focus out of the dialog, where Escape doesn't work.
        else form.current?.querySelector('input')?.focus();
      }}
      footer={
        <DialogFooter
          form={id}
          action={action}
          isSending={isSending}
          isDisabled={isDisabled}
          onCancel={onClose}
        />
      }
    >
      <form
        ref={form}
        id={id}
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          if (!isDisabled) onSubmit();
        }}
      >
        {children}
      </form>
    </Modal>
  );
}
