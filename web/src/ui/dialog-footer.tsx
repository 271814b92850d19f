import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { destructiveStyle } from './destructive-style.ts';

export type DialogFooterProps = {
  /** The id of the form to submit. */
  form: string;
  /** The submit button's label. */
  action: string;
  isDestructive?: boolean;
  isSending: boolean;
  isDisabled?: boolean;
  onCancel: () => void;
};

/** A dialog's Cancel and submit buttons. */
export function DialogFooter({
  form,
  action,
  isDestructive = false,
  isSending,
  isDisabled = false,
  onCancel,
}: DialogFooterProps) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" formAction="none" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          variant="primary"
          formAction="submit"
          form={form}
          loading={isSending}
          loadingText={`${action}: in progress`}
          disabled={isDisabled}
          nativeButtonAttributes={{ 'data-main-action': '' }}
          {...(isDestructive ? { style: destructiveStyle } : {})}
        >
          {action}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
