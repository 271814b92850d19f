import { useState } from 'react';
import type { ApiFailure } from './api-failure.ts';

/** Submits a form once at a time. Returns whether it is being sent and why the last attempt failed. */
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
