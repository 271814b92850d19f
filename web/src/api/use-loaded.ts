import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiFailure, isTransient } from './api-failure.ts';

/** The state of a request for data. */
export type Loaded<Value> =
  | { status: 'loading' }
  | { status: 'failed'; failure: ApiFailure }
  | { status: 'ready'; value: Value };

/**
 * Loads data when the component mounts.
 *
 * @param load must load the same data on every render: to load other data, change the component's `key`
 * @param trigger refreshes the data each time that it changes
 * @returns `reload` shows the loading state; `refresh` keeps showing the current data until the new data arrives
 *   and ignores transient failures; `change` updates the data without a request
 */
export function useLoaded<Value>(load: () => Promise<Value>, trigger?: unknown) {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ status: 'loading' });
  const latestLoad = useRef(load);
  latestLoad.current = load;
  // A response is dropped if the data changed after its request was sent.
  const version = useRef(0);

  const refresh = useCallback(async () => {
    version.current += 1;
    const requested = version.current;
    const apply = (next: (last: Loaded<Value>) => Loaded<Value>) => {
      if (version.current === requested) setLoaded(next);
    };
    try {
      const value = await latestLoad.current();
      apply(() => ({ status: 'ready', value }));
    } catch (error) {
      const failure = error as ApiFailure;
      apply((last) =>
        last.status === 'ready' && isTransient(failure) ? last : { status: 'failed', failure },
      );
    }
  }, []);
  const reload = useCallback(() => {
    setLoaded({ status: 'loading' });
    void refresh();
  }, [refresh]);
  const change = useCallback((next: (value: Value) => Value) => {
    version.current += 1;
    setLoaded((last) => (last.status === 'ready' ? { ...last, value: next(last.value) } : last));
  }, []);

  useEffect(() => {
    void refresh();
    return () => {
      version.current += 1;
    };
  }, [refresh, trigger]);
  return { loaded, reload, refresh, change };
}
