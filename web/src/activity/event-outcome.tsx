import Popover from '@cloudscape-design/components/popover';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { EventRecord } from '../../../shared/contract/records.ts';

/** Whether a change was made. It isn't known if the function stopped between the change and its confirmation. */
export function EventOutcome({ event: { outcome } }: { event: EventRecord }) {
  if (outcome === 'succeeded') return <StatusIndicator type="success">Succeeded</StatusIndicator>;
  return (
    <Popover
      header="Outcome unknown"
      content="The request stopped before its outcome was recorded, so the change may or may not have been made. Check whether the secret or the setting has changed."
      dismissAriaLabel="Close"
      size="medium"
    >
      <StatusIndicator type="warning">Unknown</StatusIndicator>
    </Popover>
  );
}
