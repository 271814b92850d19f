import { useState } from 'react';
import type { ApiFailure } from './api/api-failure.ts';

/**
 * Sends a form: tells whether it is on its way and why it failed.
 *
 * @param send runs on submit; nothing of the form is lost when it fails
 */
export function useSubmission(send: () => Promise<void>) {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  const submit = async () => {
    if (isSending) return;
    setSending(true);
    setFailure(undefined);
    try {
      await send();
    } catch (error) {
      setFailure(error as ApiFailure);
    } finally {
      setSending(false);
    }
  };
  return { submit, isSending, failure };
}
