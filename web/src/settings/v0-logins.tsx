import Box from '@cloudscape-design/components/box';
import { lazy } from 'react';
import { LoadBoundary } from '../ui/load-boundary.tsx';

const DailyChart = lazy(() => import('../ui/daily-chart.tsx'));

/** The logins with v0 URLs in the last 30 days: whether the migration is over. */
export function V0Logins({ logins }: { logins: readonly { date: string; count: number }[] }) {
  if (logins.length === 0) {
    return <Box color="text-body-secondary">No logins with v0 URLs in the last 30 days.</Box>;
  }
  const total = logins.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <Box variant="awsui-key-label">Logins with v0 URLs in the last 30 days: {total.toLocaleString()}</Box>
      <LoadBoundary>
        <DailyChart
          series={[{ title: 'v0 logins', counts: logins }]}
          label="Logins with v0 URLs per day"
          unit="Logins per day"
        />
      </LoadBoundary>
    </div>
  );
}
