import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import { useAdmin } from '../app/admin-context.ts';
import type { ApiFailure, FailureReason } from './api-failure.ts';
import { describeFailure } from './describe-failure.ts';

/** Explains why a call failed; offers Retry if that can help. */
export function FailureAlert({
  failure,
  onRetry,
}: {
  failure: ApiFailure;
  onRetry?: (() => void) | undefined;
}) {
  const { header, text } = describeFailure(failure, useAdmin());
  return (
    <LiveRegion assertive tagName="div">
      <Alert
        type="error"
        statusIconAriaLabel="Error"
        header={header}
        action={onRetry && canRetry.has(failure.reason) && <Button onClick={onRetry}>Retry</Button>}
      >
        {text}
        {failure.requestId && (
          <Box variant="small" display="block">
            Request {failure.requestId}
          </Box>
        )}
      </Alert>
    </LiveRegion>
  );
}

const canRetry: ReadonlySet<FailureReason> = new Set([
  'unreachable',
  'unavailable',
  'internal_error',
  'unexpected',
]);
