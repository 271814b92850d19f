import type { ReactNode } from 'react';
import { EmptyList } from '../ui/empty-list.tsx';
import { useAdmin } from './admin-context.ts';

/** Replaces a view that only makes changes with an explanation if access is read-only. */
export function NeedsAdmin({ children }: { children: ReactNode }) {
  if (!useAdmin().isReadOnly) return children;
  return (
    <EmptyList title="Not available with read-only access">Ask an organization admin for help.</EmptyList>
  );
}
