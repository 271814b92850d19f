import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import { useEffect } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { type ApiFailure, type FailureReason, isTransient } from './api-failure.ts';
import { describeFailure } from './describe-failure.ts';

/** Explains why a call failed; offers Retry if that can help. */
export function FailureAlert({
  failure,
  onRetry,
}: {
  failure: ApiFailure;
  onRetry?: (() => void) | undefined;
}) {
  const admin = useAdmin();
  const isReadOnlyRefusal = admin.isReadOnly && failure.reason === 'forbidden';
  const { header, text } = describeFailure(failure, admin);
  // A success above would contradict the failure.
  useEffect(admin.clearSuccess, [failure, admin.clearSuccess]);
  return (
    <LiveRegion assertive tagName="div">
      <Alert
        type={isReadOnlyRefusal ? 'info' : 'error'}
        statusIconAriaLabel={isReadOnlyRefusal ? 'Info' : 'Error'}
        header={header}
        action={
          onRetry &&
          !isReadOnlyRefusal &&
          (isTransient(failure) || liftedElsewhere.has(failure.reason)) && (
            <Button formAction="none" onClick={onRetry}>
              Retry
            </Button>
          )
        }
      >
        {text}
        {failure.requestId && (
          <Box variant="small" display="block">
            Request ID: {failure.requestId}
          </Box>
        )}
      </Alert>
    </LiveRegion>
  );
}

/** Someone else removes the cause, so the same call can succeed later. */
const liftedElsewhere: ReadonlySet<FailureReason> = new Set(['embed_disabled', 'forbidden']);
