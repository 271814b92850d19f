import Alert from '@cloudscape-design/components/alert';
import type { Denial } from './denial.ts';

/** Explains why the embedded page was denied. */
export function DenialAlert({ denial, wasDeleted }: { denial: Denial; wasDeleted: boolean }) {
  return (
    <Alert type="error" statusIconAriaLabel="Error" header={headerOf(denial, wasDeleted)}>
      {textOf(denial, wasDeleted)} Request ID: {denial.requestId}
    </Alert>
  );
}

const headerOf = ({ code }: Denial, wasDeleted: boolean): string =>
  code === 'unavailable' && !wasDeleted
    ? 'The embedded page is temporarily unavailable'
    : 'The embedded page was denied';

function textOf({ code }: Denial, wasDeleted: boolean): string {
  if (wasDeleted) return 'Its secret was deleted, which ended its sessions.';
  if (code === 'unavailable') return 'Choose Reload to try again.';
  return 'Its session may have ended. Choose Preview to start a new one, or paste the URL in Inspect to find out why.';
}
