import { type ReactNode, useId } from 'react';
import { Dialog } from './dialog.tsx';
import { DialogFooter, type DialogFooterProps } from './dialog-footer.tsx';
import { DialogForm } from './dialog-form.tsx';

/** A dialog with one form. */
export function FormDialog({
  header,
  onSubmit,
  onClose,
  children,
  ...footer
}: Omit<DialogFooterProps, 'form' | 'onCancel'> & {
  header: string;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Dialog
      header={header}
      onClose={onClose}
      footer={<DialogFooter form={id} onCancel={onClose} {...footer} />}
    >
      <DialogForm
        id={id}
        onSubmit={() => {
          if (footer.isDisabled !== true) onSubmit();
        }}
      >
        {children}
      </DialogForm>
    </Dialog>
  );
}
