import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy } from 'react';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { RetireButton } from '../secrets/retire-button.tsx';
import type { SecretDialogState } from '../secrets/secret-dialog.tsx';
import { destructiveButtonStyle } from '../ui/destructive-style.ts';
import { LoadBoundary } from '../ui/load-boundary.tsx';
import type { Rotation } from './load-secret.ts';
import { RotatedSide } from './rotated-side.tsx';
import { RotationProgress } from './rotation-progress.tsx';

const DailyChart = lazy(() => import('../ui/daily-chart.tsx'));

/** The old and the new secret side by side, until the old one is deleted. */
export function RotationPanel({
  rotation: { old, replacement },
  onAct,
}: {
  rotation: Rotation;
  onAct: (dialog: SecretDialogState) => void;
}) {
  const { isReadOnly } = useAdmin();
  return (
    <Container
      header={
        <Header
          variant="h3"
          description="Update your servers to sign with the new key, then delete the old secret."
          actions={
            !isReadOnly && (
              <SpaceBetween size="xs" direction="horizontal">
                {old.status !== 'retired' && <RetireButton secret={old} onAct={onAct} />}
                <Button
                  ariaHaspopup="dialog"
                  style={destructiveButtonStyle}
                  onClick={() => onAct({ kind: 'delete', secret: old })}
                >
                  Delete old
                </Button>
              </SpaceBetween>
            )
          }
        >
          Rotation
        </Header>
      }
    >
      <SpaceBetween size="m">
        <RotationProgress old={old} replacement={replacement} />
        <ColumnLayout columns={2} variant="text-grid">
          <RotatedSide side="Old" secret={old} />
          <RotatedSide side="New" secret={replacement} />
        </ColumnLayout>
        {old.usage.days.length + replacement.usage.days.length > 0 && (
          <LoadBoundary>
            <DailyChart
              series={[logins('Old', old), logins('New', replacement)]}
              label={`Logins with ${old.name} and ${replacement.name} per day`}
              unit="Logins per day"
            />
          </LoadBoundary>
        )}
      </SpaceBetween>
    </Container>
  );
}

const logins = (side: string, { name, usage }: SecretDetails) => ({
  title: `${side}: ${name}`,
  counts: usage.days.map(({ date, logins }) => ({ date, count: logins })),
});
