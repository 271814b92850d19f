import BarChart from '@cloudscape-design/components/bar-chart';

const dayMilliseconds = 86_400_000;

/** Logins with v0 URLs per day. Days without any are 0. */
export default function V0LoginsChart({ logins }: { logins: readonly { date: string; count: number }[] }) {
  const counts = new Map(logins.map(({ date, count }) => [date, count]));
  const data = lastDays(30).map((day) => ({ x: day, y: counts.get(day.toISOString().slice(0, 10)) ?? 0 }));
  return (
    <BarChart
      series={[{ title: 'v0 logins', type: 'bar', data }]}
      xDomain={data.map(({ x }) => x)}
      yDomain={[0, Math.max(...data.map(({ y }) => y))]}
      xScaleType="categorical"
      i18nStrings={{ xTickFormatter: dayOf }}
      ariaLabel="Logins with v0 URLs per day"
      height={120}
      hideFilter
      hideLegend
      xTitle="Day (UTC)"
      yTitle="Logins"
    />
  );
}

/** Midnight, UTC, of the last days including today, oldest first. */
function lastDays(count: number): Date[] {
  const today = Math.floor(Date.now() / dayMilliseconds) * dayMilliseconds;
  return Array.from({ length: count }, (_, index) => new Date(today - (count - 1 - index) * dayMilliseconds));
}

const dayOf = (day: Date): string =>
  new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(day);
