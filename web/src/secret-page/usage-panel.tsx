import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy } from 'react';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { LoadBoundary } from '../ui/load-boundary.tsx';
import { RecentUses } from './recent-uses.tsx';

const DailyChart = lazy(() => import('../ui/daily-chart.tsx'));

/** Logins and refusals of a secret per day, and who used it last. */
export function UsagePanel({ secret }: { secret: SecretDetails }) {
  const { days, recent } = secret.usage;
  const total = (of: 'logins' | 'refused') => days.reduce((sum, day) => sum + day[of], 0).toLocaleString();
  return (
    <Container
      header={
        <Header
          variant="h3"
          description="URLs signed with this secret that started a session, and those that its status or limits rejected."
        >
          Usage in the last 30 days
        </Header>
      }
    >
      {days.length === 0 ? (
        <Box color="text-body-secondary">No use recorded.</Box>
      ) : (
        <SpaceBetween size="m">
          <Box>
            {total('logins')} logins, {total('refused')} refused
          </Box>
          <LoadBoundary>
            <DailyChart
              series={[
                { title: 'Logins', counts: days.map(({ date, logins }) => ({ date, count: logins })) },
                {
                  title: 'Refused',
                  counts: days.map(({ date, refused }) => ({ date, count: refused })),
                  color: 'var(--destructive-text)',
                },
              ]}
              label={`Logins and refusals of ${secret.name} per day`}
              unit="URLs per day"
            />
          </LoadBoundary>
          {recent.length > 0 && <RecentUses secret={secret} />}
        </SpaceBetween>
      )}
    </Container>
  );
}
