import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

/** Shown instead of an empty list. */
export function EmptyList({
  title,
  action,
  onAction,
  children,
}: {
  title: string;
  action?: string;
  onAction?: () => void;
  children?: ReactNode;
}) {
  return (
    <Box textAlign="center" margin={{ vertical: 's' }}>
      <SpaceBetween size="s">
        <Box variant="strong">{title}</Box>
        {children !== undefined && <Box color="text-body-secondary">{children}</Box>}
        {action !== undefined && <Button onClick={() => onAction?.()}>{action}</Button>}
      </SpaceBetween>
    </Box>
  );
}

/** Shown if a filter matches no record. */
export const NoMatches = ({ onClear }: { onClear: () => void }) => (
  <EmptyList title="No matches" action="Clear filter" onAction={onClear} />
);
