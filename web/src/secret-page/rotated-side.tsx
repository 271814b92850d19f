import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { LastUsed } from '../secrets/last-used.tsx';
import { SecretStatus } from '../secrets/secret-status.tsx';
import { dateOf, lastDays } from '../ui/days.ts';
import { countOf } from './session-count.ts';

/** One of the two secrets of a rotation. */
export function RotatedSide({ side, secret }: { side: 'Old' | 'New'; secret: SecretDetails }) {
  const { organizationId } = useAdmin();
  const [today = 0, ...before] = recentLogins(secret);
  return (
    <SpaceBetween size="xxs">
      <Box variant="awsui-key-label">{side}</Box>
      <span className="free-text">
        <Link href={hrefOf(organizationId, 'secrets', secret.id)}>{secret.name}</Link>{' '}
        <Box variant="code">{secret.maskedKey}</Box>
      </span>
      <SecretStatus secret={secret} />
      <span>
        Last used: <LastUsed secret={secret} />
      </span>
      <span>
        Logins: {today} today, {before.reduce((sum, count) => sum + count, 0)} in the 6 days before
      </span>
      <span>Active sessions: {countOf(secret)}</span>
    </SpaceBetween>
  );
}

/** Logins of today and of the 6 days before, UTC. */
function recentLogins({ usage }: SecretDetails): number[] {
  const loginsOn = new Map(usage.days.map(({ date, logins }) => [date, logins]));
  return lastDays(7)
    .toReversed()
    .map((day) => loginsOn.get(dateOf(day)) ?? 0);
}
