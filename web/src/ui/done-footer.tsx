import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';

/** The footer of a dialog that only shows something. */
export function DoneFooter({ onDone }: { onDone: () => void }) {
  return (
    <Box float="right">
      <Button
        variant="primary"
        formAction="none"
        onClick={onDone}
        nativeButtonAttributes={{ 'data-main-action': '' }}
      >
        Done
      </Button>
    </Box>
  );
}
