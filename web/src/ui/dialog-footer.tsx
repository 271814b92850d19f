import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';

/** A dialog's Cancel and submit buttons. */
export function DialogFooter({
  form,
  action,
  isSending,
  isDisabled = false,
  onCancel,
}: {
  /** The id of the form to submit. */
  form: string;
  action: string;
  isSending: boolean;
  isDisabled?: boolean;
  onCancel: () => void;
}) {
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          variant="primary"
          formAction="submit"
          form={form}
          loading={isSending}
          loadingText={`${action}: in progress`}
          disabled={isDisabled}
        >
          {action}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
