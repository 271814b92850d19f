import type { ListedSecret } from '../../../shared/contract/records.ts';
import { dateOf, lastDays } from '../ui/days.ts';

const shownDays = 30;
const height = 18;
/** The width of a day, and of its bar. */
const [step, bar] = [2, 1.5];

/** A bar for each of the last 30 days, as high as its logins. Nothing if there were none. */
export function LoginSparkline({ days }: { days: NonNullable<ListedSecret['usage']>['days'] }) {
  const loginsOn = new Map(days.map(({ date, logins }) => [date, logins]));
  const counts = lastDays(shownDays).map((day) => loginsOn.get(dateOf(day)) ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const highest = Math.max(...counts);
  const today = counts.at(-1) ?? 0;
  const description = `${total.toLocaleString()} ${total === 1 ? 'login' : 'logins'} in the last ${shownDays} days, ${today.toLocaleString()} today`;
  return (
    <svg
      className="login-sparkline"
      role="img"
      aria-label={description}
      width={shownDays * step}
      height={height}
    >
      <title>{description}</title>
      {counts.map((count, index) => {
        // A day with a single login is visible, too.
        const barHeight = count === 0 ? 0.5 : Math.max(2, (count / highest) * height);
        return <rect key={index} x={index * step} y={height - barHeight} width={bar} height={barHeight} />;
      })}
    </svg>
  );
}
