import { useRef } from 'react';

/**
 * Returns the `Idempotency-Key` of a request body: the same one when the same body is sent again, so that a retry
 * after a lost response finds what the first attempt created.
 */
export function useIdempotencyKey(): (body: object) => string {
  const last = useRef<{ body: string; key: string }>(undefined);
  return (body) => {
    const json = JSON.stringify(body);
    if (last.current?.body !== json) last.current = { body: json, key: crypto.randomUUID() };
    return last.current.key;
  };
}
