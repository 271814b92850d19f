import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiFailure } from '../api/api-failure.ts';

/** The state of a request for data. */
export type Loaded<Value> =
  | { status: 'loading' }
  | { status: 'failed'; failure: ApiFailure }
  | { status: 'ready'; value: Value };

/**
 * Loads data when the component mounts and again on `reload`.
 *
 * @param load must load the same data on every render: to load other data, change the component's `key`
 * @returns `change` to update the data without a request
 */
export function useLoaded<Value>(load: () => Promise<Value>) {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    let isCurrent = true;
    latest.current().then(
      (value) => isCurrent && setLoaded({ status: 'ready', value }),
      (failure: ApiFailure) => isCurrent && setLoaded({ status: 'failed', failure }),
    );
    return () => {
      isCurrent = false;
    };
  }, [attempt]);

  const reload = useCallback(() => {
    setLoaded({ status: 'loading' });
    setAttempt((last) => last + 1);
  }, []);
  const change = useCallback((next: (value: Value) => Value) => {
    setLoaded((last) => (last.status === 'ready' ? { ...last, value: next(last.value) } : last));
  }, []);
  return { loaded, reload, change };
}
