import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { focusFallback } from './focus.ts';

/** Shown instead of an empty list. */
export function EmptyList({
  title,
  action,
  onAction,
  isFocusFallback = false,
  children,
}: {
  title: string;
  action?: string;
  onAction?: () => void;
  isFocusFallback?: boolean;
  children?: ReactNode;
}) {
  return (
    <Box textAlign="center" margin={{ vertical: 's' }}>
      <SpaceBetween size="s">
        <Box variant="strong">{title}</Box>
        {children !== undefined && <Box color="text-body-secondary">{children}</Box>}
        {action !== undefined && (
          <Button
            onClick={() => onAction?.()}
            {...(isFocusFallback ? { nativeButtonAttributes: focusFallback } : {})}
          >
            {action}
          </Button>
        )}
      </SpaceBetween>
    </Box>
  );
}

/** Shown if a filter matches no record. */
export const NoMatches = ({ onClear }: { onClear: () => void }) => (
  <EmptyList title="No matches" action="Clear filter" onAction={onClear} />
);
