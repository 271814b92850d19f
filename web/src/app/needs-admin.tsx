import type { ReactNode } from 'react';
import { EmptyList } from '../ui/empty-list.tsx';
import { useAdmin } from './admin-context.ts';

/** A view that is of no use to someone who can only look. */
export function NeedsAdmin({ children }: { children: ReactNode }) {
  if (!useAdmin().isReadOnly) return children;
  return (
    <EmptyList title="Not available with read-only access">Ask an organization admin for help.</EmptyList>
  );
}
