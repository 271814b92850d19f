import { useAdmin } from '../app/admin-context.ts';
import { ApiFailure } from './api-failure.ts';
import { describeFailure } from './describe-failure.ts';

/** Returns a function that shows a failed action as a notice. */
export function useNotifyFailure(): (failed: { id: string; action: string; error: unknown }) => void {
  const admin = useAdmin();
  return ({ id, action, error }) => {
    const reason = error instanceof ApiFailure ? inOneLine(describeFailure(error, admin)) : clipboardDenied;
    admin.notify({ id, type: 'error', content: `${action} ${reason}` });
  };
}

const inOneLine = ({ header, text }: { header: string; text: string }): string => `${header}. ${text}`;

const clipboardDenied = 'The browser denied access to the clipboard.';
