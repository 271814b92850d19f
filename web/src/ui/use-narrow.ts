import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 688px)');

/** Whether the screen is narrower than Cloudscape's `xs` breakpoint. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);

function subscribe(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange);
  return () => narrow.removeEventListener('change', onChange);
}
