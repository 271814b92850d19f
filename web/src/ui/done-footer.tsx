import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

/** The footer of a dialog that only shows something. Other buttons, as children, come before Done. */
export function DoneFooter({ onDone, children }: { onDone: () => void; children?: ReactNode }) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        {children}
        <Button
          variant="primary"
          formAction="none"
          onClick={onDone}
          nativeButtonAttributes={{ 'data-main-action': '' }}
        >
          Done
        </Button>
      </SpaceBetween>
    </Box>
  );
}
