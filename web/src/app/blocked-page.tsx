import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ApiFailure, FailureReason } from '../api/api-failure.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from './admin-context.ts';
import { hrefOf } from './route.ts';

const blockingReasons: ReadonlySet<FailureReason> = new Set(['forbidden', 'embed_disabled', 'not_found']);

/** Whether a failure to list the secrets blocks every view. */
export const isBlocking = ({ reason }: ApiFailure): boolean => blockingReasons.has(reason);

/** Shows the reason instead of the views. */
export function BlockedPage({ failure, home }: { failure: ApiFailure; home: string | undefined }) {
  const { organizationId, secrets } = useAdmin();
  return (
    <SpaceBetween size="m">
      <FailureAlert failure={failure} onRetry={() => void secrets.refresh()} />
      {home !== undefined && home !== organizationId && (
        <Button href={hrefOf(home, 'secrets')}>Go to {home}</Button>
      )}
    </SpaceBetween>
  );
}
