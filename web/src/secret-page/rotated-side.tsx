import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { LastUsed } from '../secrets/last-used.tsx';
import { SecretStatus } from '../secrets/secret-status.tsx';
import { countOf } from './session-count.ts';

/** One of the two secrets of a rotation. */
export function RotatedSide({ side, secret }: { side: 'Old' | 'New'; secret: SecretDetails }) {
  const { organizationId } = useAdmin();
  const [today, ...before] = lastDays(secret);
  return (
    <SpaceBetween size="xxs">
      <Box variant="awsui-key-label">{side}</Box>
      <span className="free-text">
        <Link href={hrefOf(organizationId, 'secrets', secret.id)}>{secret.name}</Link>{' '}
        <Box variant="code">{secret.maskedKey}</Box>
      </span>
      <SecretStatus secret={secret} />
      <span>
        Last used: <LastUsed at={secret.lastUsedAt} />
      </span>
      <span>
        Logins: {today} today, {before.reduce((sum, count) => sum + count, 0)} in the 6 days before
      </span>
      <span>Active sessions: {countOf(secret)}</span>
    </SpaceBetween>
  );
}

const dayMilliseconds = 86_400_000;

/** Logins of today and of the 6 days before, UTC. */
function lastDays({ usage }: SecretDetails): [number, ...number[]] {
  const loginsOn = (daysAgo: number): number => {
    const date = new Date(Date.now() - daysAgo * dayMilliseconds).toISOString().slice(0, 10);
    return usage.days.find((day) => day.date === date)?.logins ?? 0;
  };
  return [loginsOn(0), ...[1, 2, 3, 4, 5, 6].map(loginsOn)];
}
