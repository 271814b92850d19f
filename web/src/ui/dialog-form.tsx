import type { ReactNode, SubmitEvent } from 'react';

/** The form in a dialog. The dialog's footer has its submit button; Enter submits it too. */
export function DialogForm({
  id,
  onSubmit,
  children,
}: {
  id: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  return (
    <form
      id={id}
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
