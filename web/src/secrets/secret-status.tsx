import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { Timestamp } from '../ui/timestamp.tsx';

/** Whether a secret works, and when that changes by itself. */
export function SecretStatus({ secret }: { secret: SecretRecord }) {
  return (
    <StatusIndicator
      type={icons[secret.status]}
      // A retired secret isn't a problem.
      {...(secret.status === 'retired' ? { colorOverride: 'grey' } : {})}
    >
      {describe(secret)}
    </StatusIndicator>
  );
}

const icons: Record<SecretRecord['status'], StatusIndicatorProps.Type> = {
  active: 'success',
  retiring: 'pending',
  disabled: 'stopped',
  retired: 'error',
};

function describe({ status, disabledUntil, retiresAt }: SecretRecord): ReactNode {
  switch (status) {
    case 'active':
      return 'Active';
    case 'retiring':
      return <>Retires {retiresAt !== undefined && <Timestamp at={retiresAt} isFuture />}</>;
    case 'disabled':
      return (
        <>
          Disabled
          {disabledUntil !== undefined && (
            <>
              , back <Timestamp at={disabledUntil} isFuture />
            </>
          )}
        </>
      );
    case 'retired':
      return <>Retired {retiresAt !== undefined && <Timestamp at={retiresAt} />}</>;
  }
}

/** The words by which a status is found. */
export const statusWords: Record<SecretRecord['status'], readonly string[]> = {
  active: ['active'],
  retiring: ['retiring', 'retires'],
  disabled: ['disabled'],
  retired: ['retired'],
};
